using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class CopyTests : S3Test
{
    [Fact]
    public async Task A_copy_has_the_bytes_and_the_metadata_of_its_source()
    {
        await WithSourceAsync();
        var copy = await S3.CopyObjectAsync(Bucket, "source + 1", Bucket, "copy");
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", copy.ETag);
        Assert.Equal("hello", await GetAsync("copy"));
        var head = await S3.GetObjectMetadataAsync(Bucket, "copy");
        Assert.Equal(("blue", "text/x-test"), (head.Metadata["colour"], head.Headers.ContentType));
    }

    [Fact]
    public async Task Replacing_metadata_leaves_the_bytes()
    {
        await WithSourceAsync();
        var request = new CopyObjectRequest
        {
            SourceBucket = Bucket,
            SourceKey = "source + 1",
            DestinationBucket = Bucket,
            DestinationKey = "source + 1",
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        request.Metadata.Add("colour", "red");
        await S3.CopyObjectAsync(request);
        Assert.Equal("red", (await S3.GetObjectMetadataAsync(Bucket, "source + 1")).Metadata["colour"]);
        Assert.Equal("hello", await GetAsync("source + 1"));
    }

    [Fact]
    public async Task Copying_onto_itself_without_a_change_is_illegal()
    {
        await WithSourceAsync();
        await FailsAsync(() => S3.CopyObjectAsync(Bucket, "source + 1", Bucket, "source + 1"), "InvalidRequest", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("x-amz-storage-class", "STANDARD_IA")]
    [InlineData("x-amz-storage-class", "STANDARD")]
    [InlineData("x-amz-metadata-directive", "REPLACE")]
    [InlineData("x-amz-server-side-encryption", "AES256")]
    [InlineData("x-amz-website-redirect-location", "/elsewhere")]
    public async Task Copying_onto_itself_with_something_to_change_is_allowed(string header, string value)
    {
        await WithSourceAsync();
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/source%20%2B%201",
                    [],
                    ("x-amz-copy-source", $"/{Bucket}/source%20%2B%201"),
                    (header, value)
                )
            ).Status
        );
        Assert.Equal("hello", await GetAsync("source + 1"));
    }

    [Fact]
    public async Task The_source_has_to_be_whose_it_is_expected_to_be()
    {
        await WithSourceAsync();
        async Task<HttpStatusCode> CopyAsync(string owner) =>
            (
                await SendAsync(
                    HttpMethod.Put,
                    $"/{Bucket}/copy",
                    [],
                    ("x-amz-copy-source", $"/{Bucket}/source%20%2B%201"),
                    ("x-amz-source-expected-bucket-owner", owner)
                )
            ).Status;
        Assert.Equal(HttpStatusCode.Forbidden, await CopyAsync("999999999999"));
        Assert.Equal(HttpStatusCode.OK, await CopyAsync(Account));
    }

    [Fact]
    public async Task A_copy_outlives_its_source()
    {
        await WithSourceAsync();
        await S3.CopyObjectAsync(Bucket, "source + 1", Bucket, "copy");
        await S3.DeleteObjectAsync(Bucket, "source + 1");
        Assert.Equal("hello", await GetAsync("copy"));
    }

    [Fact]
    public async Task A_copy_goes_to_another_bucket()
    {
        await WithSourceAsync();
        await WithBucketAsync("other-bucket");
        await S3.CopyObjectAsync(Bucket, "source + 1", "other-bucket", "copy");
        Assert.Equal("hello", await GetAsync("copy", "other-bucket"));
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_named()
    {
        await WithSourceAsync();
        await FailsAsync(() => S3.CopyObjectAsync(Bucket, "none", Bucket, "copy"), "NoSuchKey", HttpStatusCode.NotFound);
        await FailsAsync(() => S3.CopyObjectAsync("no-bucket", "none", Bucket, "copy"), "NoSuchBucket", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_copy_depends_on_its_conditions()
    {
        await WithSourceAsync();
        await FailsAsync(
            () =>
                S3.CopyObjectAsync(
                    new()
                    {
                        SourceBucket = Bucket,
                        SourceKey = "source + 1",
                        DestinationBucket = Bucket,
                        DestinationKey = "copy",
                        ETagToMatch = "\"other\"",
                    }
                ),
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed
        );
        await FailsAsync(
            () =>
                S3.CopyObjectAsync(
                    new()
                    {
                        SourceBucket = Bucket,
                        SourceKey = "source + 1",
                        DestinationBucket = Bucket,
                        DestinationKey = "copy",
                        ETagToNotMatch = "\"5d41402abc4b2a76b9719d911017c592\"",
                    }
                ),
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed
        );
    }

    [Fact]
    public async Task A_copy_can_have_another_checksum()
    {
        await WithSourceAsync();
        await S3.CopyObjectAsync(
            new()
            {
                SourceBucket = Bucket,
                SourceKey = "source + 1",
                DestinationBucket = Bucket,
                DestinationKey = "copy",
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            }
        );
        var head = await S3.GetObjectMetadataAsync(
            new()
            {
                BucketName = Bucket,
                Key = "copy",
                ChecksumMode = ChecksumMode.ENABLED,
            }
        );
        Assert.Equal("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", head.ChecksumSHA256);
    }

    private async Task WithSourceAsync()
    {
        await WithBucketAsync();
        var request = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "source + 1",
            ContentBody = "hello",
            ContentType = "text/x-test",
        };
        request.Metadata.Add("colour", "blue");
        await S3.PutObjectAsync(request);
    }
}
