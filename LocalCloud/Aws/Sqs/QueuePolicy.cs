using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>The Policy attribute, as AddPermission and RemovePermission write it. It is kept, not enforced.</summary>
internal static class QueuePolicy
{
    public static JsonObject Of(Queue queue) =>
        queue.Row.Attributes.GetValueOrDefault("Policy") is { } text && JsonText.Object(text) is { } policy ? policy : new()
        {
            ["Version"] = "2008-10-17",
            ["Id"] = $"{queue.Arn}/SQSDefaultPolicy",
            ["Statement"] = new JsonArray(),
        };

    /// <summary>Has the text the form of a policy? What it allows is not looked at.</summary>
    public static bool IsPolicyOrEmpty(string text)
    {
        if (text.Length == 0)
            return true;
        return JsonText.Object(text) is { } policy
            && policy["Version"] is null or JsonValue && policy["Version"]?.ToString() is null or "2008-10-17" or "2012-10-17"
            && policy["Statement"] switch
            {
                JsonObject one => IsStatement(one),
                JsonArray many => many.All(IsStatement),
                _ => false,
            };
    }

    private static bool IsStatement(JsonNode? node) =>
        node is JsonObject statement
        && statement["Effect"] is JsonValue effect && effect.ToString() is "Allow" or "Deny"
        && (statement.ContainsKey("Principal") || statement.ContainsKey("NotPrincipal"))
        && (statement.ContainsKey("Action") || statement.ContainsKey("NotAction"));

    public static JsonArray Statements(JsonObject policy)
    {
        if (policy["Statement"] is JsonArray statements)
            return statements;
        // A single statement may stand without a list.
        var single = policy["Statement"]?.DeepClone();
        var list = single is null ? new JsonArray() : new JsonArray(single);
        policy["Statement"] = list;
        return list;
    }

    public static JsonNode? Find(JsonArray statements, string label) =>
        statements.FirstOrDefault(s => s is JsonObject statement && statement["Sid"] is JsonValue sid && sid.ToString() == label);

    public static void Save(Queue queue, JsonObject policy, Context context)
    {
        var attributes = new Dictionary<string, string>(queue.Row.Attributes, StringComparer.Ordinal);
        if (Statements(policy).Count == 0)
            attributes.Remove("Policy");
        else
            attributes["Policy"] = policy.ToJsonString();
        queue.Save(queue.Row with { Attributes = attributes, Modified = context.Now }, context.Changes);
    }
}
