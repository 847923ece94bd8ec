using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Outbox;
using Platform.Queue;
using Platform.Storage;
using ServiceDefaults;

namespace Api.Images;

/// <param name="Size">Bytes of the original.</param>
/// <param name="Url">The original, presigned, good for an hour.</param>
internal sealed record ImageDto(
    Guid Id,
    WorkStatus Status,
    string FileName,
    string ContentType,
    long Size,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string Url,
    IReadOnlyList<ImageVariantDto> Variants,
    string? Error
);

/// <summary>A resized copy; pixels.</summary>
internal sealed record ImageVariantDto(int Width, int Height, string Url);

internal static class ImageEndpoints
{
    private const long MaxBytes = 10 * 1024 * 1024;
    private const int MaxFormBytes = (int)MaxBytes + 64 * 1024;
    private const int MaxFileName = 200;
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        var images = api.MapGroup("/images").WithTags("Images");
        images
            .MapPost("/", UploadAsync)
            .WithSummary("Uploads an image (PNG, JPEG, GIF, WebP; at most 10 MB); resized copies follow")
            .ProducesValidationProblem()
            .WithMetadata(new RequestSizeLimitAttribute(MaxFormBytes))
            .DisableAntiforgery(); // Nothing here is authenticated by a cookie.
        images.MapGet("/{id:guid}", GetAsync).WithName("GetImage").WithSummary("How far an image is, and its copies");
    }

    private static async Task<Results<AcceptedAtRoute<ImageDto>, ValidationProblem>> UploadAsync(
        IFormFile file,
        AppDbContext db,
        IFileStore files,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var content = file.OpenReadStream();
        var header = new byte[ImageFormat.HeaderLength];
        await content.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        var contentType = ImageFormat.MediaType(header);
        if (contentType is null || file.Length > MaxBytes)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>
                {
                    ["file"] =
                    [
                        contentType is null
                            ? "The file must be a PNG, JPEG, GIF or WebP image."
                            : "The file must not be larger than 10 MB.",
                    ],
                }
            );
        }

        content.Position = 0;
        var now = time.GetStoredNow();
        var id = Guid.CreateVersion7(now);
        var image = new ImageRequest
        {
            Id = id,
            FileName = SafeName(file.FileName),
            ContentType = contentType,
            Size = file.Length,
            OriginalKey = $"images/{id}/original",
            Status = WorkStatus.Queued,
            CreatedAt = now,
            LastActivityAt = now,
        };

        // The file first: one without a row is garbage at worst, a job without its file could never be done.
        await files.PutAsync(image.OriginalKey, content, contentType, cancellationToken);
        db.ImageRequests.Add(image);
        db.Enqueue(new ProcessImage(image.Id), time);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.AcceptedAtRoute(Dto(image, files), "GetImage", new { id });
    }

    private static async Task<Results<Ok<ImageDto>, NotFound>> GetAsync(
        Guid id,
        AppDbContext db,
        IFileStore files,
        CancellationToken cancellationToken
    )
    {
        WorkIds.Add(Telemetry.Attributes.ImageId, id);
        return await db.ImageRequests.AsNoTracking().FirstOrDefaultAsync(image => image.Id == id, cancellationToken) is { } image
            ? TypedResults.Ok(Dto(image, files))
            : TypedResults.NotFound();
    }

    private static ImageDto Dto(ImageRequest image, IFileStore files) =>
        new(
            image.Id,
            image.Status,
            image.FileName,
            image.ContentType,
            image.Size,
            image.CreatedAt,
            image.CompletedAt,
            files.PresignGet(image.OriginalKey, UrlLifetime),
            [
                .. image.Variants.Select(variant => new ImageVariantDto(
                    variant.Width,
                    variant.Height,
                    files.PresignGet(variant.Key, UrlLifetime)
                )),
            ],
            image.Error
        );

    private static string SafeName(string name)
    {
        var safe = string.Concat(Path.GetFileName(name.Replace('\\', '/')).Where(c => !char.IsControl(c)));
        return safe.Length is 0 ? "image" : StoredText.Of(safe, MaxFileName);
    }
}
