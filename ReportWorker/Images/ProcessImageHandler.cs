using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Queue;
using Platform.Queue.Consuming;
using Platform.Storage;
using ServiceDefaults;

namespace ReportWorker.Images;

/// <summary>Original in S3 → resized copies in S3, whose keys follow from the request: a second delivery writes the same files.</summary>
internal sealed partial class ProcessImageHandler(AppDbContext db, IFileStore files, TimeProvider time, ILogger<ProcessImageHandler> logger)
    : IJobHandler<ProcessImage>
{
    // A decoded picture takes up to 200 MB.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public async Task HandleAsync(ProcessImage job, JobContext context, CancellationToken cancellationToken)
    {
        var image = await db.ImageRequests.AsNoTracking().FirstOrDefaultAsync(request => request.Id == job.ImageId, cancellationToken);
        if (image is null)
        {
            LogNoRequest(job.ImageId);
            return;
        }
        if (image.Status == WorkStatus.Completed)
            return;
        try
        {
            await SetStatusAsync(image.Id, WorkStatus.Processing, null, cancellationToken);
            var variants = await ResizeAsync(image, cancellationToken);

            // By the request and not by the job: the sweep may have queued it again.
            await db.OnceAsync(
                ProcessImage.Type,
                image.Id.ToString(),
                time,
                token => CompleteAsync(image.Id, variants, token),
                cancellationToken
            );
        }
        catch (InvalidImageException error)
        {
            // Trying again would not help.
            await SetStatusAsync(image.Id, WorkStatus.Failed, error.Message, cancellationToken);
            LogRefused(image.Id, error.Message);
        }
        catch (Exception error) when (context.IsGivenUp(error))
        {
            await SetStatusAsync(image.Id, WorkStatus.Failed, $"The copies could not be made: {error.Message}", CancellationToken.None);
            throw;
        }
    }

    private async Task<List<ImageVariant>> ResizeAsync(ImageRequest image, CancellationToken cancellationToken)
    {
        var original = await ReadAsync(image, cancellationToken);
        var variants = new List<ImageVariant>();
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            using var span = Telemetry.Jobs.StartActivity("resize image");
            foreach (var copy in ImageResizer.Resize(original))
            {
                var key = $"images/{image.Id}/{copy.Width}.webp";
                using var content = new MemoryStream(copy.Bytes);
                await files.PutAsync(key, content, copy.ContentType, cancellationToken);
                variants.Add(
                    new ImageVariant
                    {
                        Width = copy.Width,
                        Height = copy.Height,
                        Key = key,
                    }
                );
            }
        }
        finally
        {
            OneAtATime.Release();
        }
        return variants;
    }

    private async Task<byte[]> ReadAsync(ImageRequest image, CancellationToken cancellationToken)
    {
        await using var content = await files.GetAsync(image.OriginalKey, cancellationToken)
            ?? throw new InvalidImageException("The original is no longer there.");
        var bytes = new byte[image.Size];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task CompleteAsync(Guid id, List<ImageVariant> variants, CancellationToken cancellationToken)
    {
        var image = await db.ImageRequests.FirstAsync(request => request.Id == id, cancellationToken);
        image.Status = WorkStatus.Completed;
        image.Variants = variants;
        image.Error = null;
        image.CompletedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
    }

    // A duplicate delivery must not take back what another one has completed.
    private Task SetStatusAsync(Guid id, WorkStatus status, string? error, CancellationToken cancellationToken) =>
        db
            .ImageRequests.Where(image => image.Id == id && image.Status != WorkStatus.Completed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(image => image.Status, status)
                        .SetProperty(image => image.Error, error)
                        .SetProperty(image => image.LastActivityAt, time.GetStoredNow()),
                cancellationToken
            );

    [LoggerMessage(LogLevel.Warning, "There is no image {ImageId}; the job is dropped")]
    partial void LogNoRequest(Guid imageId);

    [LoggerMessage(LogLevel.Warning, "Image {ImageId} cannot be resized: {Reason}")]
    partial void LogRefused(Guid imageId, string reason);
}
