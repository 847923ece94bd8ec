using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Topics;

/// <summary>The Policy attribute. With --enforce-iam requests and deliveries are decided by it.</summary>
internal static class TopicPolicy
{
    public static readonly string[] Actions =
    [
        "GetTopicAttributes",
        "SetTopicAttributes",
        "AddPermission",
        "RemovePermission",
        "DeleteTopic",
        "Subscribe",
        "ListSubscriptionsByTopic",
        "Publish",
    ];

    public static string Default(Topic topic) =>
        $$$$"""{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":[{{{{string.Join(',', Actions.Select(a => $"\"SNS:{a}\""))}}}}],"Resource":"{{{{topic.Arn}}}}","Condition":{"StringEquals":{"AWS:SourceOwner":"{{{{topic.State.Scope.Account}}}}"}}}]}""";

    public static string? Check(string policy)
    {
        if (Json.Object(policy) is not { } document)
            return "Policy failed to parse";
        if (new PolicyDocument(document).Statements is not { Count: > 0 } statements)
            return "Policy Error: null";
        foreach (var statement in statements)
        {
            if (statement is not JsonObject { } members)
                return "Policy Error: null";
            foreach (var action in Texts(members["Action"]))
                if (action != "*" && !action.StartsWith("sns:", StringComparison.OrdinalIgnoreCase))
                    return "Policy statement action out of service scope!";
        }
        return null;
    }

    public static PolicyDocument Of(Topic topic) => new(Json.Object(topic.Attribute("Policy") ?? Default(topic))!);

    public static void Save(Topic topic, PolicyDocument policy, Changes changes)
    {
        topic.Row = topic.Row with { Attributes = new(topic.Row.Attributes) { ["Policy"] = policy.Json.ToJsonString() } };
        topic.State.Put(changes, topic);
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonValue value => [value.ToString()],
            JsonArray list => list.OfType<JsonValue>().Select(v => v.ToString()),
            _ => [],
        };
}
