using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>The Policy attribute, as AddPermission and RemovePermission write it. It is kept, not enforced.</summary>
internal static class QueuePolicy
{
    public static JsonObject Of(Queue queue) =>
        queue.Row.Attributes.GetValueOrDefault("Policy") is { } text && JsonText.Object(text) is { } policy ? policy : new()
        {
            ["Version"] = "2012-10-17",
            ["Id"] = $"{queue.Arn}/SQSDefaultPolicy",
            ["Statement"] = new JsonArray(),
        };

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
