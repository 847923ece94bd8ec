using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Store.Kill;

/// <summary>Events that a rule sends to a queue: each that was accepted arrives, at least once.</summary>
internal sealed class EventLoad : Load
{
    private readonly ConcurrentDictionary<string, byte> _put = [];

    protected override int Clients => 3;

    public override async Task PrepareAsync(AwsClient client)
    {
        await client.QueueAsync("events");
        await client.CallAsync("events", "AWSEvents.PutRule", new() { ["Name"] = "all", ["EventPattern"] = """{"source":["load"]}""" });
        await client.CallAsync(
            "events",
            "AWSEvents.PutTargets",
            new()
            {
                ["Rule"] = "all",
                ["Targets"] = new JsonArray(
                    new JsonObject
                    {
                        ["Id"] = "queue",
                        ["Arn"] = "arn:aws:sqs:eu-west-1:123456789012:events",
                        ["InputPath"] = "$.detail.id",
                    }
                ),
            }
        );
    }

    protected override async Task StepAsync(AwsClient client, int number, string id)
    {
        var entry = new JsonObject
        {
            ["Source"] = "load",
            ["DetailType"] = "t",
            ["Detail"] = $$"""{"id":"{{id}}"}""",
        };
        await client.CallAsync("events", "AWSEvents.PutEvents", new() { ["Entries"] = new JsonArray(entry) });
        _put[id] = 0;
    }

    public override async Task CheckAsync(AwsClient client)
    {
        bool IsThere(List<string> bodies) => bodies.Count >= _put.Count && !_put.Keys.Except(bodies.Select(b => b.Trim('"'))).Any();
        var found = await client.DrainAsync("events", IsThere);
        Assert.Empty(_put.Keys.Except(found.Select(b => b.Trim('"'))));
    }
}
