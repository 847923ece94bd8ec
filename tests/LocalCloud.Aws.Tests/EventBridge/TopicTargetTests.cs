using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class TopicTargetTests : EventBridgeTest
{
    private async Task<string> TopicAsync(string queue)
    {
        var topic = (await SnsAsync("CreateTopic", new() { ["Name"] = "t" })).GetProperty("TopicArn").GetString()!;
        await SnsAsync(
            "Subscribe",
            new()
            {
                ["TopicArn"] = topic,
                ["Protocol"] = "sqs",
                ["Endpoint"] = QueueArn(queue),
                ["Attributes"] = new JsonObject { ["RawMessageDelivery"] = "true" },
            }
        );
        return topic;
    }

    private async Task<System.Text.Json.JsonElement> SnsAsync(string operation, JsonObject input)
    {
        using var document = System.Text.Json.JsonDocument.Parse(input.ToJsonString());
        var result = await Host.InvokeAsync(new Scope(Account, Region), "sns", operation, document.RootElement);
        Assert.True(result.Ok(out var value, out var error), error?.Message);
        return value;
    }

    [Fact]
    public async Task An_event_is_published_to_a_topic()
    {
        var queue = await QueueAsync("q");
        var topic = await TopicAsync("q");
        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"a\"]}"}""");
        await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"t","Arn":"{{topic}}","InputPath":"$.detail"}]}""");

        await PutEventAsync("a", "t", """{"n":1}""");

        Assert.Equal("""{"n":1}""", (await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task A_topic_that_is_gone_leads_to_the_dead_letter_queue()
    {
        var dead = await QueueAsync("dead");
        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"a\"]}"}""");
        await DoAsync(
            "PutTargets",
            $$$"""
            {"Rule":"r","Targets":[{"Id":"t","Arn":"arn:aws:sns:{{{Region}}}:{{{Account}}}:nope",
             "DeadLetterConfig":{"Arn":"{{{QueueArn("dead")}}}"}}]}
            """
        );

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("NO_RESOURCE", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }
}
