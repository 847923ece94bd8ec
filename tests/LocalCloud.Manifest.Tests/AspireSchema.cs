using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Manifest.Tests;

/// <summary>
/// Checks a manifest against Aspire's published JSON schema, as far as that schema goes (draft 7 without patterns and bounds).
/// </summary>
internal static class AspireSchema
{
    private static readonly JsonNode Root = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "aspire-8.0.schema.json"))
    )!;

    public static IEnumerable<string> Faults(string manifest) => Check(Root, JsonNode.Parse(manifest), "$");

    private static IEnumerable<string> Check(JsonNode? schema, JsonNode? value, string path)
    {
        if (schema is JsonValue)
            return schema.GetValue<bool>() ? [] : [$"{path} is not allowed"];
        if (schema!["$ref"] is { } reference)
            return Check(Root["definitions"]![reference.GetValue<string>()["#/definitions/".Length..]], value, path);
        return
        [
            .. Type(schema, value, path),
            .. Object(schema, value as JsonObject, path),
            .. Items(schema, value as JsonArray, path),
            .. Combined(schema, value, path),
        ];
    }

    private static IEnumerable<string> Type(JsonNode schema, JsonNode? value, string path)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (
            schema["type"]?.GetValue<string>() is { } type
            && type
                != kind switch
                {
                    JsonValueKind.Object => "object",
                    JsonValueKind.Array => "array",
                    JsonValueKind.String => "string",
                    JsonValueKind.Number => "number",
                    JsonValueKind.True or JsonValueKind.False => "boolean",
                    _ => "null",
                }
        )
            yield return $"{path} must be {type}";
        if (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value))
            yield return $"{path} must be {constant}";
        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
            yield return $"{path} must be one of {allowed.ToJsonString()}";
    }

    private static IEnumerable<string> Object(JsonNode schema, JsonObject? value, string path)
    {
        if (value is null)
            yield break;
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.ContainsKey(name!.GetValue<string>()))
                yield return $"{path}.{name} is missing";
        foreach (var (name, member) in value)
        {
            var known = schema["properties"]?[name];
            if ((known ?? schema["additionalProperties"]) is not { } rule)
                continue;
            foreach (var fault in Check(rule, member, $"{path}.{name}"))
                yield return fault;
        }
    }

    private static IEnumerable<string> Items(JsonNode schema, JsonArray? value, string path) =>
        value is null || schema["items"] is not { } rule
            ? []
            : value.Index().SelectMany(item => Check(rule, item.Item, $"{path}[{item.Index}]"));

    private static IEnumerable<string> Combined(JsonNode schema, JsonNode? value, string path)
    {
        if (schema["not"] is { } not && !Check(not, value, path).Any())
            yield return $"{path} must not fit {not.ToJsonString()}";
        if (schema["oneOf"] is not JsonArray choices)
            yield break;
        var faults = choices.Select(choice => Check(choice, value, path).ToList()).ToList();
        if (faults.Count(f => f.Count == 0) != 1)
            yield return $"{path} fits {faults.Count(f => f.Count == 0)} of {faults.Count}: "
                + $"{string.Join("; ", faults.MinBy(f => f.Count)!)}";
    }
}
