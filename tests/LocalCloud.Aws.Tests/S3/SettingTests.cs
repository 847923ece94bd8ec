using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class SettingTests : S3Test
{
    [Fact]
    public async Task An_object_is_encrypted_as_its_bucket_says()
    {
        await WithBucketAsync();
        await S3.PutBucketEncryptionAsync(new()
        {
            BucketName = Bucket,
            ServerSideEncryptionConfiguration = new()
            {
                ServerSideEncryptionRules = [new() { BucketKeyEnabled = true, ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = "aws:kms", ServerSideEncryptionKeyManagementServiceKeyId = "1234" } }],
            },
        });
        var put = await PutAsync("key");
        Assert.Equal((ServerSideEncryptionMethod.AWSKMS, $"arn:aws:kms:{Region}:{Account}:key/1234", true), (put.ServerSideEncryptionMethod, put.ServerSideEncryptionKeyManagementServiceKeyId, put.BucketKeyEnabled));
        var own = await S3.PutObjectAsync(new() { BucketName = Bucket, Key = "own", ContentBody = "", ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256 });
        Assert.Equal((ServerSideEncryptionMethod.AES256, null), (own.ServerSideEncryptionMethod, own.ServerSideEncryptionKeyManagementServiceKeyId));
    }

    [Fact]
    public async Task An_archived_object_cannot_be_read()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "x", StorageClass = S3StorageClass.Glacier });
        var error = await FailsAsync(() => S3.GetObjectAsync(Bucket, "key"), "InvalidObjectState", HttpStatusCode.Forbidden);
        Assert.Equal("The operation is not valid for the object's storage class", error.Message);
        Assert.Equal(S3StorageClass.Glacier, (await S3.GetObjectMetadataAsync(Bucket, "key")).StorageClass);
        await FailsAsync(() => S3.CopyObjectAsync(Bucket, "key", Bucket, "copy"), "InvalidObjectState", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET", "retention")]
    [InlineData("PUT", "legal-hold")]
    public async Task Without_object_lock_there_is_nothing_to_hold(string method, string subresource)
    {
        await WithBucketAsync();
        await PutAsync("key");
        var answer = await SendAsync(new(method), $"/{Bucket}/key?{subresource}", method == "PUT" ? [] : null);
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequest", "Bucket is missing Object Lock Configuration"), (answer.Status, answer.Code, answer.Element("Message")));
    }

    [Theory]
    [InlineData("inventory")]
    [InlineData("analytics")]
    [InlineData("metrics")]
    [InlineData("intelligent-tiering")]
    public async Task Lists_of_configurations_are_empty(string subresource)
    {
        await WithBucketAsync();
        Assert.Equal("false", (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}")).Element("IsTruncated"));
        Assert.Equal("NoSuchConfiguration", (await SendAsync(HttpMethod.Get, $"/{Bucket}?{subresource}&id=x")).Code);
    }
}
