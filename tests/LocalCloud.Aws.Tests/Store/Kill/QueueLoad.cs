using System.Collections.Concurrent;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>
/// A standard queue: messages are sent, and some are received and deleted. A deletion without an answer may have happened or not.
/// </summary>
internal sealed class QueueLoad : Load
{
    private readonly ConcurrentDictionary<string, byte> _sent = [];
    private readonly ConcurrentDictionary<string, byte> _deleting = [];
    private readonly ConcurrentDictionary<string, byte> _deleted = [];
    private string _url = "";

    protected override int Clients => 6;

    public override async Task PrepareAsync(AwsClient client) =>
        _url = await client.QueueAsync("standard", new() { ["VisibilityTimeout"] = "3600" });

    protected override async Task StepAsync(AwsClient client, int number, string id)
    {
        await client.SqsAsync("SendMessage", new() { ["QueueUrl"] = _url, ["MessageBody"] = id });
        _sent[id] = 0;
        if (number % 2 == 0 || (await client.SqsAsync("ReceiveMessage", new() { ["QueueUrl"] = _url }))["Messages"]?[0] is not { } message)
            return;
        var body = (string)message["Body"]!;
        _deleting[body] = 0;
        var receipt = (string)message["ReceiptHandle"]!;
        await client.SqsAsync("DeleteMessage", new() { ["QueueUrl"] = _url, ["ReceiptHandle"] = receipt });
        _deleted[body] = 0;
    }

    public override async Task CheckAsync(AwsClient client)
    {
        var found = (await client.DrainAsync("standard", _ => true)).ToHashSet();
        Assert.Empty(_sent.Keys.Except(_deleting.Keys).Except(found));
        Assert.Empty(found.Intersect(_deleted.Keys));
    }
}
