using Amazon.S3;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class BucketStackTests : StackTest
{
    private const string Template = """
        Resources:
          Files:
            Type: AWS::S3::Bucket
            Properties:
              VersioningConfiguration: { Status: Enabled }
              NotificationConfiguration:
                EventBridgeConfiguration: { EventBridgeEnabled: true }
                QueueConfigurations:
                - Event: s3:ObjectCreated:*
                  Queue: !GetAtt Uploads.Arn
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }
          Uploads: { Type: AWS::SQS::Queue }
        Outputs:
          Bucket: { Value: !Ref Files }
          Queue: { Value: !Ref Uploads }
        """;

    [Fact]
    public async Task A_bucket_has_versions_and_tells_a_queue()
    {
        var stack = await CreateAsync("files", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("files"));
        var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));
        var bucket = Output(stack, "Bucket");
        var put = await s3.PutObjectAsync(new() { BucketName = bucket, Key = "in/a", ContentBody = "x" });
        Assert.Equal(32, put.VersionId.Length);
        var told = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Output(stack, "Queue"), WaitTimeSeconds = 20 });
        Assert.Contains("\"key\":\"in/a\"", Assert.Single(told.Messages).Body, StringComparison.Ordinal);
        Assert.NotNull((await s3.GetBucketNotificationAsync(bucket)).EventBridgeConfiguration);

        stack = await UpdateAsync("files", Template.Replace("VersioningConfiguration: { Status: Enabled }", "Tags: []", StringComparison.Ordinal));
        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        Assert.Equal(VersionStatus.Suspended, (await s3.GetBucketVersioningAsync(bucket)).VersioningConfig.Status);
    }
}
