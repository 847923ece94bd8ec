using System.Collections.Concurrent;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>A topic with a queue as its subscriber: each message that was accepted arrives, at least once.</summary>
internal sealed class TopicLoad : Load
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:topic";

    private readonly ConcurrentDictionary<string, byte> _published = [];

    protected override int Clients => 3;

    public override async Task PrepareAsync(AwsClient client)
    {
        await client.QueueAsync("subscriber");
        await client.QueryAsync("sns", ("Action", "CreateTopic"), ("Version", "2010-03-31"), ("Name", "topic"));
        await client.QueryAsync(
            "sns",
            ("Action", "Subscribe"),
            ("Version", "2010-03-31"),
            ("TopicArn", Topic),
            ("Protocol", "sqs"),
            ("Endpoint", "arn:aws:sqs:eu-west-1:123456789012:subscriber"),
            ("Attributes.entry.1.key", "RawMessageDelivery"),
            ("Attributes.entry.1.value", "true")
        );
    }

    protected override async Task StepAsync(AwsClient client, int number, string id)
    {
        await client.QueryAsync("sns", ("Action", "Publish"), ("Version", "2010-03-31"), ("TopicArn", Topic), ("Message", id));
        _published[id] = 0;
    }

    public override async Task CheckAsync(AwsClient client)
    {
        var found = await client.DrainAsync("subscriber", bodies =>
            bodies.Count >= _published.Count && !_published.Keys.Except(bodies).Any()
        );
        Assert.Empty(_published.Keys.Except(found));
    }
}
