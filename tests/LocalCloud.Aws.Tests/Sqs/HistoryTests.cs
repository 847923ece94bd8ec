using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class HistoryTests : SqsTest
{
    [Fact]
    public async Task A_message_tells_what_happened_to_it_in_every_queue()
    {
        await QueueAsync("dead");
        var url = await QueueAsync("orders", ("VisibilityTimeout", "30"), ("RedrivePolicy", RedriveTo("dead", 1)), ("DelaySeconds", "5"));
        var id = await SendAsync(url, "1");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await ReceiveAsync(url));
        var dead = await ReceiveOneAsync(url.Replace("/orders", "/dead", StringComparison.Ordinal));
        await Sqs.DeleteMessageAsync(url.Replace("/orders", "/dead", StringComparison.Ordinal), dead.ReceiptHandle);

        var history = await HistoryAsync($"?id={id}");

        Assert.Equal(
            [
                "orders sent 0",
                "orders visible 0",
                "orders received 1",
                "orders visible-again 1",
                "orders dead-lettered 1",
                "dead arrived 1",
                "dead received 2",
                "dead deleted 2",
            ],
            history.Select(h => $"{((string)h!["queue"]!).Split(':')[^1]} {h["what"]} {h["receives"]}")
        );
        Assert.All([history[0], history[2], history[7]], h => Assert.NotNull(h!["requestId"]));
    }

    [Fact]
    public async Task Purged_and_forgotten_messages_leave_a_trace()
    {
        var url = await QueueAsync("orders", ("MessageRetentionPeriod", "60"));
        var (forgotten, purged) = (await SendAsync(url, "1"), "");
        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(await ReceiveAsync(url));
        purged = await SendAsync(url, "2");
        await Sqs.PurgeQueueAsync(url);

        Assert.Equal("expired", (string?)(await HistoryAsync($"?id={forgotten}"))[^1]!["what"]);
        Assert.Equal("purged", (string?)(await HistoryAsync($"?queue=orders&id={purged}"))[^1]!["what"]);
    }

    [Fact]
    public async Task What_a_queue_remembers_is_bounded()
    {
        var url = await QueueAsync("orders");
        for (var i = 0; i < 110; i++)
            await Sqs.SendMessageBatchAsync(
                url,
                [.. Enumerable.Range(0, 10).Select(n => new Amazon.SQS.Model.SendMessageBatchRequestEntry($"{n}", "x"))]
            );

        var page = JsonNode.Parse(
            await Http.GetStringAsync("/_localcloud/traces/queues?queue=orders", TestContext.Current.CancellationToken)
        )!;

        Assert.Equal(200, page["messages"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_receive_links_to_the_trace_of_the_sender()
    {
        var (sender, receiver) = (ActivityTraceId.CreateRandom().ToHexString(), ActivityTraceId.CreateRandom().ToHexString());
        var ended = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
                span.Parent.TraceId.ToHexString() is var trace && (trace == sender || trace == receiver)
                    ? ActivitySamplingResult.AllData
                    : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == receiver)
                    ended.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var url = await QueueAsync("orders");
        await CallAsync("SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"1"}""", sender);

        var message = (await CallAsync("ReceiveMessage", $$"""{"QueueUrl":"{{url}}"}""", receiver))["Messages"]![0]!;

        var link = Assert.Single((await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Links);
        Assert.Equal(sender, link.Context.TraceId.ToHexString());
        Assert.Contains(link.Tags!, tag => Equals(tag.Value, (string?)message["MessageId"]));
        Assert.Contains((await HistoryAsync($"?trace={sender}")).Select(h => (string?)h!["traceParent"]), parent =>
            parent!.Contains(sender, StringComparison.Ordinal)
        );
    }

    private async Task<JsonNode> CallAsync(string operation, string body, string trace)
    {
        using var answer = await Aws.JsonAsync(
            "sqs",
            $"AmazonSQS.{operation}",
            body,
            "1.0",
            ("traceparent", $"00-{trace}-b7ad6b7169203331-01")
        );
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonArray> HistoryAsync(string query)
    {
        var page = JsonNode.Parse(await Http.GetStringAsync($"/_localcloud/traces/queues{query}", TestContext.Current.CancellationToken))!;
        return Assert.Single(page["messages"]!.AsArray())!["history"]!.AsArray();
    }
}
