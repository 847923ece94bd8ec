using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Platform.Queue;
using Services.Tests.Infrastructure;
using SkiaSharp;

namespace Services.Tests.ReportWorker;

public sealed class ImageJobTests(Servers servers) : WorkerTest(servers)
{
    [Fact]
    public async Task An_image_gets_its_copies_in_the_bucket_however_often_its_job_is_delivered()
    {
        await using var worker = StartWorker();
        var image = await UploadAsync(Pictures.Png(600, 300));
        await SendAsync(worker, new ProcessImage(image.Id), times: 3);
        await Trace.EndedAsync("process image-processing", 3, failed: false);
        await StopAsync(worker);

        image = await ReadAsync();
        Assert.Equal((WorkStatus.Completed, null), (image.Status, image.Error));
        Assert.Equal(
            [(128, 64, $"images/{image.Id}/128.webp"), (512, 256, $"images/{image.Id}/512.webp")],
            image.Variants.Select(copy => (copy.Width, copy.Height, copy.Key))
        );
        foreach (var copy in image.Variants)
        {
            var bounds = SKBitmap.DecodeBounds(await FileAsync(copy.Key));
            Assert.Equal((copy.Width, copy.Height), (bounds.Width, bounds.Height));
        }

        await NothingIsLeftAsync("JobQueueUrl");
    }

    public static TheoryData<string, byte[], string> BadImages =>
        new()
        {
            { "no picture", "#!/bin/sh"u8.ToArray(), "not a JPEG" },
            { "a PNG's first bytes", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], "not a JPEG" },
            { "a picture whose end is missing", Pictures.Jpeg(300, 300)[..^800], "damaged" },
            { "a header that claims 100 megapixels", Pictures.PngHeader(10_000, 10_000), "10000 x 10000" },
            { "a header that claims more than an int", Pictures.PngHeader(int.MaxValue, int.MaxValue), "" },
        };

    [Theory]
    [MemberData(nameof(BadImages))]
    public async Task A_bad_image_is_FAILED_with_its_reason_at_its_first_delivery(string what, byte[] content, string reason)
    {
        await using var worker = StartWorker();
        await UploadAsync(content);
        await SendAsync(worker, new ProcessImage((await ReadAsync()).Id));
        await Trace.EndedAsync("process image-processing", failed: false);
        await StopAsync(worker);

        var image = await ReadAsync();
        Assert.True(image.Status == WorkStatus.Failed, what);
        Assert.Contains(reason, image.Error!);
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("JobDeadLetterQueueUrl");
    }

    [Fact]
    public async Task An_image_whose_original_is_gone_is_FAILED()
    {
        await using var worker = StartWorker();
        var image = await UploadAsync(Pictures.Png(10, 10));
        await Stack.S3.DeleteObjectAsync(Stack["FileBucketName"], image.OriginalKey);
        await SendAsync(worker, new ProcessImage(image.Id));
        await Trace.EndedAsync("process image-processing", failed: false);

        Assert.Equal(WorkStatus.Failed, (await ReadAsync()).Status);
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_at_any_delivery_is_FAILED_and_its_job_a_dead_letter()
    {
        await using var worker = StartWorker();
        var image = await UploadAsync(Pictures.Png(10, 10));
        await Stack.S3.PutObjectAsync(
            new()
            {
                BucketName = Stack["FileBucketName"],
                Key = image.OriginalKey,
                ContentBody = "shorter",
            }
        );
        await SendAsync(worker, new ProcessImage(image.Id));

        await Stack.Sqs.TakeAsync(Stack["JobDeadLetterQueueUrl"]);
        Assert.Equal(WorkStatus.Failed, (await ReadAsync()).Status);
    }

    private async Task<ImageRequest> UploadAsync(byte[] content)
    {
        var id = Guid.CreateVersion7();
        var image = new ImageRequest
        {
            Id = id,
            FileName = "picture",
            ContentType = "image/png",
            Size = content.Length,
            OriginalKey = $"images/{id}/original",
            Status = WorkStatus.Queued,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            LastActivityAt = TimeProvider.System.GetUtcNow(),
        };
        await Stack.S3.PutObjectAsync(
            new()
            {
                BucketName = Stack["FileBucketName"],
                Key = image.OriginalKey,
                InputStream = new MemoryStream(content),
            }
        );
        await AddAsync(image);
        return image;
    }

    private Task<ImageRequest> ReadAsync() => QueryAsync(db => db.ImageRequests.SingleAsync());
}
