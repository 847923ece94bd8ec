using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>The statements of a policy that is changed: AddPermission and its like put one in and take it out by its id.</summary>
internal static class PolicyStatements
{
    /// <summary>As a list that belongs to the policy; a single one may stand without.</summary>
    public static JsonArray Of(JsonObject policy)
    {
        if (policy["Statement"] is JsonArray statements)
            return statements;
        var single = policy["Statement"]?.DeepClone();
        var list = single is null ? new JsonArray() : new JsonArray(single);
        policy["Statement"] = list;
        return list;
    }

    public static JsonNode? Find(JsonArray statements, string? id) =>
        statements.FirstOrDefault(s => s is JsonObject statement && statement["Sid"] is JsonValue sid && sid.ToString() == id);
}
