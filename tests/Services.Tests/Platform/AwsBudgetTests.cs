using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Platform.Aws;

namespace Services.Tests.Platform;

public sealed class AwsBudgetTests
{
    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 10)]
    public void A_web_request_waits_for_DynamoDB_some_seconds_and_longer_when_it_is_the_first(bool first, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), AwsBudget.Of(typeof(AmazonDynamoDBClient))!.For(new GetItemRequest(), first).Call);

    [Fact]
    public void A_long_poll_may_take_its_time() =>
        Assert.True(
            AwsBudget.Of(typeof(AmazonSQSClient))!.For(new ReceiveMessageRequest { WaitTimeSeconds = 20 }, false).Attempt
                > TimeSpan.FromSeconds(20)
        );

    [Fact]
    public void A_large_body_may_take_its_time()
    {
        using var body = new MemoryStream(new byte[10 * 1024 * 1024]);
        Assert.True(
            AwsBudget.Of(typeof(AmazonS3Client))!.For(new PutObjectRequest { InputStream = body }, false).Attempt > TimeSpan.FromSeconds(80)
        );
    }
}
