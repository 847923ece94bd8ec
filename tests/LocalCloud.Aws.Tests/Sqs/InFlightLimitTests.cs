using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class InFlightLimitTests : SqsTest
{
    private protected override IReadOnlyList<Service> Services => [new LocalCloud.Aws.Sqs.SqsService { MaxInFlight = 3 }];

    [Fact]
    public async Task A_receive_gets_no_more_than_may_be_in_flight()
    {
        var url = await FullAsync("orders");

        Assert.Equal("2", (await AttributesAsync(url))["ApproximateNumberOfMessages"]);
        Assert.Equal("3", (await AttributesAsync(url))["ApproximateNumberOfMessagesNotVisible"]);
    }

    [Fact]
    public async Task A_short_poll_of_a_standard_queue_hears_of_the_limit()
    {
        var url = await FullAsync("orders");

        var error = await FailsAsync<OverLimitException>(() => ReceiveAsync(url), "OverLimit");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, error.StatusCode);
    }

    [Fact]
    public async Task A_long_poll_waits_until_something_is_no_longer_in_flight()
    {
        var url = await FullAsync("orders");
        var poll = StartReceiveAsync(url, wait: 20);

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.NotEmpty((await poll).Messages ?? (await StartReceiveAsync(url)).Messages);
    }

    [Fact]
    public async Task A_fifo_queue_gives_nothing()
    {
        var url = await FullAsync("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));

        Assert.Empty(await ReceiveAsync(url));
    }

    private async Task<string> FullAsync(string name, params (string, string)[] attributes)
    {
        var url = await QueueAsync(name, attributes);
        for (var i = 0; i < 5; i++)
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = $"{i}",
                    MessageGroupId = $"{i}",
                }
            );
        Assert.Equal(3, (await ReceiveAsync(url)).Count);
        return url;
    }
}
