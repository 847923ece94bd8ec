using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Global indexes of a table come and go without its being replaced, one by one, as UpdateTable takes them.</summary>
internal static class TableIndexes
{
    public static async ValueTask<AwsError?> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var (before, after) = (ByName(existing.Properties), ByName(call.Properties));
        foreach (var (name, index) in before)
            if (!after.TryGetValue(name, out var kept) || !SameKey(index, kept))
            {
                if (await ChangeAsync(call, "Delete", new() { ["IndexName"] = name }).ConfigureAwait(false) is { } error)
                    return error;
                before[name] = null!;
            }
        foreach (var (name, index) in after)
        {
            var old = before.GetValueOrDefault(name);
            if (old is null)
            {
                if (await ChangeAsync(call, "Create", CarriedOut(index)).ConfigureAwait(false) is { } error)
                    return error;
            }
            else if (
                index["ProvisionedThroughput"] is { } throughput
                && !JsonNode.DeepEquals(throughput, old["ProvisionedThroughput"])
                && await ChangeAsync(call, "Update", new() { ["IndexName"] = name, ["ProvisionedThroughput"] = throughput.DeepClone() })
                    .ConfigureAwait(false)
                    is { } error
            )
                return error;
        }
        return null;
    }

    /// <summary>What DynamoDB takes of an index; the rest is the template's alone.</summary>
    public static JsonObject CarriedOut(JsonObject index) =>
        index.Pick("IndexName", "KeySchema", "Projection", "ProvisionedThroughput", "OnDemandThroughput");

    public static bool Have(JsonObject properties, string name) =>
        (properties["GlobalSecondaryIndexes"] as JsonArray ?? []).OfType<JsonObject>().Any(index => index.ContainsKey(name));

    private static Dictionary<string, JsonObject> ByName(JsonObject properties) =>
        (properties["GlobalSecondaryIndexes"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .ToDictionary(index => Scalars.Member(index, "IndexName")!);

    private static bool SameKey(JsonObject left, JsonObject right) =>
        JsonNode.DeepEquals(left["KeySchema"], right["KeySchema"]) && JsonNode.DeepEquals(left["Projection"], right["Projection"]);

    private static async ValueTask<AwsError?> ChangeAsync(ResourceCall call, string change, JsonObject index)
    {
        var input = new JsonObject
        {
            ["TableName"] = call.PhysicalName,
            ["GlobalSecondaryIndexUpdates"] = new JsonArray((JsonNode)new JsonObject { [change] = index }),
        };
        if (change == "Create" && call.Properties["AttributeDefinitions"] is { } definitions)
            input["AttributeDefinitions"] = definitions.DeepClone();
        return (await call.InvokeAsync("dynamodb", "UpdateTable", input).ConfigureAwait(false)).Error;
    }
}
