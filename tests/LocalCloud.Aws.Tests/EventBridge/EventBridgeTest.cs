using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>Speaks EventBridge's protocol by hand (AWS JSON 1.1), and looks into queues with the SDK.</summary>
public abstract class EventBridgeTest : QueueTargetTest
{
    protected sealed record Answer(int Status, JsonNode Body)
    {
        public string? Code => (string?)Body["__type"];
        public string? Message => (string?)Body["message"];
        public JsonNode? this[string name] => Body[name];
    }

    protected async Task<Answer> CallAsync(
        string operation,
        string input,
        string account = Account,
        string region = Region,
        string? traceParent = null,
        string? xray = null
    )
    {
        using var response = await CallerOf(account, region)
            .JsonAsync(
                "events",
                $"AWSEvents.{operation}",
                input,
                headers: [.. Header("traceparent", traceParent), .. Header("X-Amzn-Trace-Id", xray)]
            );
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    private static (string, string)[] Header(string name, string? value) => value is null ? [] : [(name, value)];

    /// <summary>A call that has to succeed.</summary>
    protected async Task<Answer> DoAsync(string operation, string input, string account = Account, string region = Region)
    {
        var answer = await CallAsync(operation, input, account, region);
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return answer;
    }

    protected Task<Answer> PutEventAsync(string source, string detailType, string detail, string? bus = null, string more = "") =>
        DoAsync(
            "PutEvents",
            $$"""
            {"Entries":[{"Source":"{{source}}","DetailType":"{{detailType}}",
             "Detail":{{JsonValue.Create(detail).ToJsonString()}}{{(bus is null ? "" : $",\"EventBusName\":\"{bus}\"")}}{{more}}}]}
            """
        );

    /// <summary>A rule with one queue as its target; the target can have more settings.</summary>
    protected async Task RuleToQueueAsync(string rule, string pattern, string queue, string targetMore = "", string? bus = null)
    {
        var onBus = bus is null ? "" : $",\"EventBusName\":\"{bus}\"";
        await DoAsync("PutRule", $$"""{"Name":"{{rule}}","EventPattern":{{JsonValue.Create(pattern).ToJsonString()}}{{onBus}}}""");
        await DoAsync(
            "PutTargets",
            $$"""{"Rule":"{{rule}}"{{onBus}},"Targets":[{"Id":"{{queue}}","Arn":"{{QueueArn(queue)}}"{{targetMore}}}]}"""
        );
    }

    protected async Task<JsonNode> ReceiveEventAsync(string queueUrl) => JsonNode.Parse((await ReceiveAsync(queueUrl)).Body)!;
}
