using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>From properties to the input of a service's operation.</summary>
internal static class Inputs
{
    /// <summary>The named properties as they are; what is not set is left out.</summary>
    public static JsonObject Pick(this JsonObject properties, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
            if (properties[name] is { } value)
                picked[name] = value.DeepClone();
        return picked;
    }

    public static JsonObject With(this JsonObject input, string name, string value)
    {
        input[name] = value;
        return input;
    }

    /// <summary>A document as its text, whether the template has it as an object or as text.</summary>
    public static string Document(JsonNode document) => document is JsonObject ? document.ToJsonString() : Scalars.Text(document);

    /// <summary>The list of keys and values as the map that some services want.</summary>
    public static JsonObject TagMap(JsonNode? tags) =>
        new((tags as JsonArray ?? []).Select(tag => KeyValuePair.Create(Scalars.Member(tag, "Key")!, tag!["Value"]?.DeepClone())));

    /// <summary>The keys of tags that the template had and has no longer.</summary>
    public static JsonArray GoneTags(JsonObject before, JsonObject after)
    {
        var kept = TagMap(after["Tags"]);
        return new JsonArray([
            .. TagMap(before["Tags"]).Select(tag => tag.Key).Where(key => !kept.ContainsKey(key)).Select(key => (JsonNode)key),
        ]);
    }

    public static string Text(this JsonElement answer, string member) => answer.GetProperty(member).GetString()!;

    /// <summary>Success for a deletion that found nothing to delete.</summary>
    public static Result<Nothing> Deleted<T>(Result<T> result, params ReadOnlySpan<string> goneCodes) =>
        result.Ok(out _, out var error) || goneCodes.Contains(error.Code) ? Nothing.Instance : error;
}
