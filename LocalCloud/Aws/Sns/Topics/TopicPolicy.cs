using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Topics;

/// <summary>The Policy attribute. It is kept and answered, not enforced.</summary>
internal static class TopicPolicy
{
    public static readonly string[] Actions =
        ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic", "Publish"];

    public static string Default(Topic topic) =>
        $$$$"""{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":[{{{{string.Join(',', Actions.Select(a => $"\"SNS:{a}\""))}}}}],"Resource":"{{{{topic.Arn}}}}","Condition":{"StringEquals":{"AWS:SourceOwner":"{{{{topic.State.Scope.Account}}}}"}}}]}""";

    public static string? Check(string policy)
    {
        if (Json.Object(policy) is not { } document)
            return "Policy failed to parse";
        if (Statements(document) is not { Count: > 0 } statements)
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

    public static JsonObject Of(Topic topic) => Json.Object(topic.Attribute("Policy") ?? Default(topic))!;

    /// <summary>The statements as a list that belongs to the policy; a single one may stand without.</summary>
    public static JsonArray Statements(JsonObject policy)
    {
        if (policy["Statement"] is JsonArray statements)
            return statements;
        var single = policy["Statement"]?.DeepClone();
        var list = single is null ? new JsonArray() : new JsonArray(single);
        policy["Statement"] = list;
        return list;
    }

    public static JsonNode? Find(JsonArray statements, string label) =>
        statements.FirstOrDefault(s => s is JsonObject statement && statement["Sid"] is JsonValue sid && sid.ToString() == label);

    public static void Save(Topic topic, JsonObject policy, Changes changes)
    {
        topic.Row = topic.Row with { Attributes = new(topic.Row.Attributes) { ["Policy"] = policy.ToJsonString() } };
        topic.State.Put(changes, topic);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonValue value => [value.ToString()],
        JsonArray list => list.OfType<JsonValue>().Select(v => v.ToString()),
        _ => [],
    };
}
