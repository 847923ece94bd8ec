using System.Text.Json.Nodes;

namespace LocalCloud.Publish.Template;

/// <summary>CloudFormation's intrinsic functions, in their full form.</summary>
internal static class Cfn
{
    public static JsonObject Ref(string id) => new() { ["Ref"] = id };

    public static JsonObject GetAtt(string id, string attribute) => new() { ["Fn::GetAtt"] = new JsonArray(id, attribute) };

    public static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    public static JsonObject If(string condition, JsonNode then, JsonNode otherwise) =>
        new() { ["Fn::If"] = new JsonArray(condition, then, otherwise) };

    public static JsonArray List(params IEnumerable<JsonNode> items) => [.. items.Select(item => item.DeepClone())];

    /// <summary>The logical ids that a value mentions: Ref, GetAtt and the holes of Sub.</summary>
    public static IEnumerable<string> Mentions(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } one when one["Ref"] is JsonValue id => [id.ToString()],
            JsonObject { Count: 1 } one when one["Fn::GetAtt"] is { } att =>
            [
                att is JsonArray pair ? pair[0]!.ToString() : att.ToString().Split('.')[0],
            ],
            JsonObject { Count: 1 } one when one["Fn::Sub"] is { } sub => sub is JsonArray { Count: 2 } both
                ? [.. Holes(both[0]!.ToString()).Except((both[1] as JsonObject ?? []).Select(v => v.Key)), .. Mentions(both[1])]
                : Holes(sub.ToString()),
            JsonObject members => members.SelectMany(m => Mentions(m.Value)),
            JsonArray items => items.SelectMany(Mentions),
            _ => [],
        };

    private static IEnumerable<string> Holes(string text)
    {
        for (
            var open = text.IndexOf("${", StringComparison.Ordinal);
            open >= 0;
            open = text.IndexOf("${", open + 2, StringComparison.Ordinal)
        )
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                yield break;
            var inside = text[(open + 2)..close];
            if (!inside.StartsWith('!'))
                yield return inside.Split('.')[0];
        }
    }
}
