using System.Net;
using System.Security.Cryptography;

namespace LocalCloud.Aws.Tests.S3;

/// <summary>Bodies on disk: what is acknowledged stays, nothing else does, and memory does not grow with them.</summary>
public sealed class BodyTests : S3Test
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-test-").FullName;

    protected override string? DataDirectory => _directory;

    private string[] Files => [.. Directory.GetFiles(Path.Combine(_directory, "s3"), "*", SearchOption.AllDirectories)];

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        await WithBucketAsync();
        var request = new Amazon.S3.Model.PutObjectRequest
        {
            BucketName = Bucket,
            Key = "a/ü",
            ContentBody = "kept",
            ContentType = "text/x-test",
            TagSet = [new() { Key = "t", Value = "1" }],
        };
        request.Metadata.Add("colour", "blue");
        await S3.PutObjectAsync(request);
        var upload = (await S3.InitiateMultipartUploadAsync(Bucket, "parts")).UploadId;
        var part = await S3.UploadPartAsync(
            new()
            {
                BucketName = Bucket,
                Key = "parts",
                UploadId = upload,
                PartNumber = 1,
                InputStream = new MemoryStream([1, 2, 3]),
            }
        );
        await RestartAsync();

        Assert.Equal("kept", await GetAsync("a/ü"));
        var head = await S3.GetObjectMetadataAsync(Bucket, "a/ü");
        Assert.Equal(("blue", "text/x-test"), (head.Metadata["colour"], head.Headers.ContentType));
        Assert.Equal("t", Assert.Single((await S3.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = "a/ü" })).Tagging).Key);
        await S3.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = Bucket,
                Key = "parts",
                UploadId = upload,
                PartETags = [new(1, part.ETag)],
            }
        );
        await RestartAsync();
        Assert.Equal([1, 2, 3], (await SendAsync(HttpMethod.Get, $"/{Bucket}/parts")).Body);
    }

    [Fact]
    public async Task What_was_deleted_stays_away()
    {
        await WithBucketAsync();
        await PutAsync("key");
        await S3.DeleteObjectAsync(Bucket, "key");
        await RestartAsync();
        await FailsAsync(() => GetAsync("key"), "NoSuchKey", HttpStatusCode.NotFound);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Each_object_has_one_file_and_a_replaced_body_goes()
    {
        await WithBucketAsync();
        await PutAsync("key", "first");
        await PutAsync("key", "second");
        await S3.CopyObjectAsync(Bucket, "key", Bucket, "copy");
        Assert.Single(Files);
        await S3.DeleteObjectAsync(Bucket, "key");
        Assert.Single(Files);
        await S3.DeleteObjectAsync(Bucket, "copy");
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_refused_body_leaves_nothing()
    {
        await WithBucketAsync();
        await PutAsync("key", "first");
        await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "second"u8.ToArray(), ("x-amz-checksum-crc32", "AAAAAA=="));
        await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "second"u8.ToArray(), ("If-None-Match", "*"));
        Assert.Single(Files);
        Assert.Equal("first", await GetAsync("key"));
    }

    [Fact]
    public async Task An_aborted_upload_and_a_deleted_bucket_leave_nothing()
    {
        await WithBucketAsync();
        foreach (var abort in (bool[])[true, false])
        {
            var upload = (await S3.InitiateMultipartUploadAsync(Bucket, "key")).UploadId;
            await S3.UploadPartAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "key",
                    UploadId = upload,
                    PartNumber = 1,
                    InputStream = new MemoryStream([1, 2, 3]),
                }
            );
            Assert.Single(Files);
            if (abort)
                await S3.AbortMultipartUploadAsync(Bucket, "key", upload);
            else
                await S3.DeleteBucketAsync(Bucket);
            Assert.Empty(Files);
        }
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_swept()
    {
        await WithBucketAsync();
        await PutAsync("key");
        await File.WriteAllTextAsync(Path.Combine(_directory, "s3", "incoming", "half"), "half");
        await File.WriteAllTextAsync(Path.Combine(_directory, "s3", "bodies", "orphan"), "whole, but nobody's");
        await RestartAsync();
        Assert.Single(Files);
        Assert.Equal("body", await GetAsync("key"));
    }

    [Fact]
    public async Task A_reader_is_not_disturbed_by_deletion()
    {
        await WithBucketAsync();
        var data = RandomNumberGenerator.GetBytes(20 << 20);
        await SendAsync(HttpMethod.Put, $"/{Bucket}/key", data);
        using var reading = await S3.GetObjectAsync(Bucket, "key");
        await S3.DeleteObjectAsync(Bucket, "key");
        await FailsAsync(() => GetAsync("key"), "NoSuchKey", HttpStatusCode.NotFound);
        using var read = new MemoryStream();
        await reading.ResponseStream.CopyToAsync(read);
        Assert.Equal(data, read.ToArray());
    }
}
