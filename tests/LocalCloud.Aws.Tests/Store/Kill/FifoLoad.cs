namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>
/// A FIFO queue: each client has a group and counts. What was not answered is sent again with its deduplication id: once and in order.
/// </summary>
internal sealed class FifoLoad : Load
{
    private readonly int[] _next = new int[3];
    private string _url = "";

    protected override int Clients => _next.Length;

    public override async Task PrepareAsync(AwsClient client) =>
        _url = await client.QueueAsync("ordered.fifo", new() { ["FifoQueue"] = "true" });

    protected override async Task StepAsync(AwsClient client, int number, string id)
    {
        var body = $"{number}:{_next[number]}";
        await client.SqsAsync(
            "SendMessage",
            new()
            {
                ["QueueUrl"] = _url,
                ["MessageBody"] = body,
                ["MessageGroupId"] = $"{number}",
                ["MessageDeduplicationId"] = body,
            }
        );
        _next[number]++;
    }

    public override async Task CheckAsync(AwsClient client)
    {
        var found = await client.DrainAsync("ordered.fifo", _ => true);
        for (var number = 0; number < _next.Length; number++)
        {
            var group = found.Where(b => b.StartsWith($"{number}:", StringComparison.Ordinal)).ToList();
            // One more may have arrived without an answer.
            Assert.InRange(group.Count, _next[number], _next[number] + 1);
            Assert.Equal(Enumerable.Range(0, group.Count).Select(i => $"{number}:{i}"), group);
        }
    }
}
