using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>
/// What all resources of a kind have: maps are merged, lists put before, everything else gives way (docs: Globals section).
/// </summary>
internal static class Globals
{
    /// <summary>What a resource takes of them: all, or what its attribute IgnoreGlobals leaves.</summary>
    public static Result<JsonObject?> For(string id, JsonObject? globals, JsonNode? ignored)
    {
        if (ignored is null)
            return globals;
        if (Scalars.TryText(ignored, out var text) && text == "*")
            return (JsonObject?)null;
        if (ignored is not JsonArray names)
            return TemplateError.Validation($"Resource {id} has invalid resource attribute 'IgnoreGlobals'.");
        var left = (JsonObject?)globals?.DeepClone();
        foreach (var name in names.Select(Scalars.Text))
            if (left?.Remove(name) != true)
                return TemplateError.Validation($"Resource {id} has invalid resource attribute 'IgnoreGlobals' on item '{name}'.");
        return left;
    }

    public static JsonObject Merge(JsonObject? globals, JsonObject own)
    {
        var merged = (JsonObject?)globals?.DeepClone() ?? [];
        foreach (var (name, value) in own)
            merged[name] = Merge(merged[name], value);
        return merged;
    }

    private static JsonNode? Merge(JsonNode? general, JsonNode? own) =>
        (general, own) switch
        {
            // A function is a value, whatever it looks like.
            (JsonObject a, JsonObject b) when !Functions.TryGet(a, out _, out _) && !Functions.TryGet(b, out _, out _) => Merge(a, b),
            (JsonArray a, JsonArray b) => new JsonArray([.. a.Concat(b).Select(item => item?.DeepClone())]),
            _ => own?.DeepClone(),
        };
}
