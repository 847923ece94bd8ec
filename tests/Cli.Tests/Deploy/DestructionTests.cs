using Amazon.Runtime;
using Amazon.S3;

namespace Cli.Tests.Deploy;

public sealed class DestructionTests : DeployTest
{
    private const string Buckets = """
        Resources:
          Files: { Type: AWS::S3::Bucket }
          Archive: { Type: AWS::S3::Bucket, DeletionPolicy: Retain }
          Jobs: { Type: AWS::SQS::Queue }
        Outputs:
          Files: { Value: !Ref Files }
          Archive: { Value: !Ref Archive }
        """;

    [Fact]
    public async Task What_goes_and_what_stays_is_told_and_done()
    {
        Write(Buckets);
        var archive = (await DeployAsync()).Result["Archive"];

        var destroyed = await DestroyAsync();
        Assert.Equal((0, "DELETE_COMPLETE"), (destroyed.ExitCode, destroyed.Events[^1].Status));
        Assert.Equal(("Delete", "Retain", "Delete"), (destroyed.Fates["Files"], destroyed.Fates["Archive"], destroyed.Fates["Jobs"]));
        using var s3 = S3();
        Assert.Equal([archive], (await s3.ListBucketsAsync(Cancellation)).Buckets.Select(b => b.BucketName));
    }

    [Fact]
    public async Task A_bucket_with_something_in_it_goes_only_when_it_may_be_emptied()
    {
        Write(Buckets);
        var files = (await DeployAsync()).Result["Files"];
        using var s3 = S3();
        await s3.PutObjectAsync(
            new()
            {
                BucketName = files,
                Key = "a/b",
                ContentBody = "content",
            },
            Cancellation
        );

        var refused = await DestroyAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"  Files: {files}", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Empty(refused.Events);

        Assert.Equal(0, (await DestroyAsync(emptyBuckets: true)).ExitCode);
        Assert.DoesNotContain((await s3.ListBucketsAsync(Cancellation)).Buckets, b => b.BucketName == files);
    }

    [Fact]
    public async Task The_packages_go_with_the_last_stack()
    {
        Write(
            """
            Resources:
              Layer: { Type: AWS::Lambda::LayerVersion, Properties: { Content: layer.zip } }
            """
        );
        WritePackage("layer.zip");
        await DeployAsync();
        using var s3 = S3();
        Assert.Equal(
            "serverless-artifacts-000000000000-us-east-1",
            Assert.Single((await s3.ListBucketsAsync(Cancellation)).Buckets).BucketName
        );

        Assert.Equal(0, (await DestroyAsync()).ExitCode);
        Assert.Empty((await s3.ListBucketsAsync(Cancellation)).Buckets ?? []);
    }

    private AmazonS3Client S3() =>
        new(
            new BasicAWSCredentials("test", "test"),
            new AmazonS3Config
            {
                ServiceURL = Endpoint.AbsoluteUri,
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
            }
        );
}
