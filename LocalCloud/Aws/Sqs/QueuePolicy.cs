using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>The Policy attribute, as AddPermission and RemovePermission write it. With --enforce-iam requests are decided by it.</summary>
internal static class QueuePolicy
{
    public static PolicyDocument Of(Queue queue) =>
        new(
            queue.Row.Attributes.GetValueOrDefault("Policy") is { } text && JsonText.Object(text) is { } policy
                ? policy
                : new()
                {
                    ["Version"] = "2008-10-17",
                    ["Id"] = $"{queue.Arn}/SQSDefaultPolicy",
                    ["Statement"] = new JsonArray(),
                }
        );

    /// <summary>Has the text the form of a policy? What it allows is not looked at.</summary>
    public static bool IsPolicyOrEmpty(string text)
    {
        if (text.Length == 0)
            return true;
        return JsonText.Object(text) is { } policy
            && policy["Version"] is null or JsonValue
            && policy["Version"]?.ToString() is null or "2008-10-17" or "2012-10-17"
            && policy["Statement"] switch
            {
                JsonObject one => IsStatement(one),
                JsonArray many => many.All(IsStatement),
                _ => false,
            };
    }

    private static bool IsStatement(JsonNode? node) =>
        node is JsonObject statement
        && statement["Effect"] is JsonValue effect
        && effect.ToString() is "Allow" or "Deny"
        && (statement.ContainsKey("Principal") || statement.ContainsKey("NotPrincipal"))
        && (statement.ContainsKey("Action") || statement.ContainsKey("NotAction"));

    public static void Save(Queue queue, PolicyDocument policy, Context context)
    {
        var attributes = new Dictionary<string, string>(queue.Row.Attributes, StringComparer.Ordinal);
        if (policy.Statements.Count == 0)
            attributes.Remove("Policy");
        else
            attributes["Policy"] = policy.Json.ToJsonString();
        queue.Save(queue.Row with { Attributes = attributes, Modified = context.Now }, context.Changes);
    }
}
