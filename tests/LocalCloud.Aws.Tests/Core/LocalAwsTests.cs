using Amazon.SQS;
using Amazon.SQS.Model;
using LocalCloud.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aws.Tests.Core;

public sealed class LocalAwsTests
{
    [Fact]
    public async Task A_hundred_tests_share_one_and_never_see_each_other()
    {
        await using var aws = new LocalAws();

        var queues = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async i =>
                {
                    using var sqs = Sqs(aws, LocalAws.NewAccount());
                    var url = (await sqs.CreateQueueAsync("orders")).QueueUrl;
                    await sqs.SendMessageAsync(url, $"{i}");
                    var message = Assert.Single(
                        (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 })).Messages
                    );
                    Assert.Equal($"{i}", message.Body);
                    return Assert.Single((await sqs.ListQueuesAsync(new ListQueuesRequest())).QueueUrls);
                })
        );

        Assert.Equal(100, queues.Distinct().Count());
    }

    [Fact]
    public async Task Four_days_pass_when_the_test_says_so()
    {
        var clock = new FakeTimeProvider();
        await using var aws = new LocalAws(clock);
        using var sqs = Sqs(aws, LocalAws.NewAccount());
        var url = (await sqs.CreateQueueAsync("orders")).QueueUrl;
        await sqs.SendMessageAsync(url, "forgotten");

        clock.Advance(TimeSpan.FromDays(4));

        Assert.Null((await sqs.ReceiveMessageAsync(url)).Messages);
    }

    [Fact]
    public async Task Cancelling_a_request_ends_its_operation()
    {
        await using var aws = new LocalAws(new FakeTimeProvider());
        using var sqs = Sqs(aws, LocalAws.NewAccount());
        var url = (await sqs.CreateQueueAsync("orders")).QueueUrl;
        using var cancelled = new CancellationTokenSource();
        var poll = sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 }, cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        await sqs.SendMessageAsync(url, "for the next one");

        Assert.Single((await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 })).Messages);
    }

    private static AmazonSQSClient Sqs(LocalAws aws, string account) =>
        aws.Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials, config), account);
}
