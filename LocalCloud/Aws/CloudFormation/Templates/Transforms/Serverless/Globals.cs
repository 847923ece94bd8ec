using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>What all resources of a kind have: maps are merged, lists put before, everything else gives way (docs: Globals section).</summary>
internal static class Globals
{
    public static JsonObject Merge(JsonObject? globals, JsonObject own)
    {
        var merged = (JsonObject?)globals?.DeepClone() ?? [];
        foreach (var (name, value) in own) merged[name] = Merge(merged[name], value);
        return merged;
    }

    private static JsonNode? Merge(JsonNode? general, JsonNode? own) => (general, own) switch
    {
        // A function is a value, whatever it looks like.
        (JsonObject a, JsonObject b) when !Functions.TryGet(a, out _, out _) && !Functions.TryGet(b, out _, out _) => Merge(a, b),
        (JsonArray a, JsonArray b) => new JsonArray([.. a.Concat(b).Select(item => item?.DeepClone())]),
        _ => own?.DeepClone(),
    };
}
