using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>A bucket as the destination of failures (docs: invocation-async-retain-records, services-dynamodb-errors).</summary>
public sealed class FailureBucketTests : LambdaStreamTest
{
    private const string Bucket = "failures",
        Destination = $"arn:aws:s3:::{Bucket}";

    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    [Fact]
    public async Task A_bucket_keeps_the_record_of_an_event_that_failed()
    {
        var heard = await HeardBucketAsync();
        await WorkerAsync();
        await ConfigureAsync("OnFailure");
        await InvokeAsync("work", """{"order":1}""", headers: Event);
        await FailNextAsync();
        var (key, record) = await KeptAsync(heard);
        Assert.Matches("^aws/lambda/async/work/2026/01/01/2026-01-01T00\\.00\\.00-[0-9a-f-]{36}$", key);
        Assert.Equal("RetriesExhausted", (string?)record["requestContext"]!["condition"]);
        Assert.Equal("""{"order":1}""", record["requestPayload"]!.ToJsonString());
    }

    [Fact]
    public async Task A_bucket_keeps_the_records_of_a_batch_that_was_given_up()
    {
        var heard = await HeardBucketAsync();
        var stream = await TableAsync();
        await WorkerAsync();
        await PutAsync([0, 1]);
        var mapping = await MapAsync(
            stream,
            $$$$"""
            "BatchSize":2,"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"{{{{Destination}}}}"}}
            """
        );
        await FailNextAsync();
        var (key, record) = await KeptAsync(heard);
        var folder = $"aws/lambda/{mapping["UUID"]}/{record["DDBStreamBatchInfo"]!["shardId"]}";
        Assert.Matches($"^{folder}/2026/01/01/2026-01-01T00\\.00\\.00-[0-9a-f-]{{36}}$", key);
        Assert.Equal("RetryAttemptsExhausted", (string?)record["requestContext"]!["condition"]);
        var records = JsonNode.Parse((string)record["payload"]!)!["Records"]!.AsArray();
        Assert.Equal(["0", "1"], records.Select(r => (string?)r!["dynamodb"]!["NewImage"]!["n"]!["N"]));
    }

    [Fact]
    public async Task A_bucket_keeps_no_successes()
    {
        await WorkerAsync();
        var refused = await CallAsync("PUT", Config, Body("OnSuccess"));
        const string Message =
            $"The provided destination config DestinationConfig(OnSuccess=Destination(destination={Destination})) is invalid.";
        Assert.Equal((400, Message), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task What_a_bucket_keeps_is_put_with_the_role_of_the_function()
    {
        var heard = await HeardBucketAsync();
        await WorkerAsync();
        await ConfigureAsync("OnFailure");
        await InvokeAsync("work", "{}", headers: Event);
        await FailNextAsync();
        await KeptAsync(heard);
        var usage = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/usage", TestContext.Current.CancellationToken))!;
        var put = Assert.Single(usage["calls"]!.AsArray(), call => (string?)call!["operation"] == "PutObject")!;
        Assert.Equal(("s3", "runtime", "work"), ((string?)put["service"], (string?)put["caller"], (string?)put["function"]));
        var policy = await Http.GetStringAsync("/_localcloud/policies/lambda", TestContext.Current.CancellationToken);
        Assert.Contains($":s3:::{Bucket}/*", policy, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", policy, StringComparison.Ordinal);
    }

    private const string Config = "/2019-09-25/functions/work/event-invoke-config";

    private static string Body(string outcome) =>
        $$$$"""
            {"MaximumRetryAttempts":0,"DestinationConfig":{"{{{{outcome}}}}":{"Destination":"{{{{Destination}}}}"}}}
            """;

    private Task ConfigureAsync(string outcome) => DoAsync("PUT", Config, Body(outcome));

    private async Task FailNextAsync()
    {
        using var visitor = await Gate.NextAsync();
        await visitor.AnswerAsync("fail");
    }

    /// <summary>The bucket, and a queue that hears of its objects.</summary>
    private async Task<string> HeardBucketAsync()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        var queue = (await Sqs.CreateQueueAsync("heard")).QueueUrl;
        await S3.PutBucketNotificationAsync(
            new() { BucketName = Bucket, QueueConfigurations = [new() { Queue = QueueArn("heard"), Events = ["s3:ObjectCreated:*"] }] }
        );
        Assert.Equal("s3:TestEvent", (string?)(await HearAsync(queue))["Event"]);
        return queue;
    }

    private async Task<(string Key, JsonNode Record)> KeptAsync(string queue)
    {
        var key = (string)(await HearAsync(queue))["Records"]![0]!["s3"]!["object"]!["key"]!;
        using var kept = await S3.GetObjectAsync(Bucket, key, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(kept.ResponseStream);
        return (key, JsonNode.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))!);
    }

    private async Task<JsonNode> HearAsync(string queue)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queue,
            WaitTimeSeconds = 20,
            MaxNumberOfMessages = 1,
        };
        var answer = await Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken);
        var message = Assert.Single(answer.Messages);
        await Sqs.DeleteMessageAsync(queue, message.ReceiptHandle, TestContext.Current.CancellationToken);
        return JsonNode.Parse(message.Body)!;
    }
}
