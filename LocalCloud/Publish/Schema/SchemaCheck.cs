using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Schema;

/// <summary>
/// Checks resources against CloudFormation's published resource schemas: property names, required ones, types, allowed values, attributes
/// that GetAtt asks for. The file has the types of the services that serverless applications are made of, condensed from the schemas as
/// @aws-cdk/aws-service-spec 0.1.216 publishes them (Apache 2.0). A type that is not in it is not checked.
/// </summary>
internal static class SchemaCheck
{
    // Property types: s string, =A|B one of these, i integer, n number, b boolean, tag, any; [x] a list, {"*":x} a map, #id a definition.
    // Behind a name, ! says that it is required.
    private static readonly Lazy<JsonDocument> Schema = new(() =>
    {
        using var stream = typeof(SchemaCheck).Assembly.GetManifestResourceStream("cloudformation.json")!;
        return JsonDocument.Parse(stream);
    });

    public static IEnumerable<(string Where, string Fault)> Faults(TemplateDocument document)
    {
        foreach (var resource in document.Resources)
        {
            if (Type(resource.Type) is not { } type)
                continue;
            foreach (var fault in Members("", resource.Properties, type.GetProperty("p")))
                yield return (resource.Id, fault);
        }
        foreach (
            var (id, attribute) in document
                .Resources.SelectMany(r => Attributes(r.Properties))
                .Concat(Attributes(document.Outputs))
                .Distinct()
        )
        {
            if (document.Find(id) is not { } resource || Type(resource.Type) is not { } type)
                continue;
            var known = type.GetProperty("a").EnumerateArray().Select(a => a.GetString()!).ToList();
            if (!known.Contains(attribute) && resource.Type != "AWS::CloudFormation::Stack")
                yield return (id, $"{resource.Type} has no attribute {attribute}; there are {string.Join(", ", known)}");
        }
    }

    /// <summary>How a type takes tags that say nothing but a key and a value.</summary>
    public static TagForm Tags(string type)
    {
        if (Type(type) is not { } known || !known.GetProperty("p").TryGetProperty("Tags", out var shape))
            return TagForm.None;
        return shape.ValueKind switch
        {
            JsonValueKind.Object => TagForm.Map,
            JsonValueKind.Array when shape[0].GetString() is "tag" => TagForm.List,
            JsonValueKind.Array
                when shape[0].GetString() is ['#', .. var id]
                    && Schema
                        .Value.RootElement.GetProperty("definitions")
                        .GetProperty(id)
                        .EnumerateObject()
                        .All(p => p.Name.TrimEnd('!') is "Key" or "Value") => TagForm.List,
            // An HTTP API's stage has them as JSON
            JsonValueKind.String when type.StartsWith("AWS::ApiGatewayV2::", StringComparison.Ordinal) => TagForm.Map,
            _ => TagForm.None,
        };
    }

    private static JsonElement? Type(string name) =>
        Schema.Value.RootElement.GetProperty("types").TryGetProperty(name, out var type) ? type : null;

    private static IEnumerable<string> Members(string path, JsonObject members, JsonElement shape)
    {
        var known = shape.EnumerateObject().ToDictionary(p => p.Name.TrimEnd('!'), p => p, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (!known.TryGetValue(name, out var property))
                yield return $"there is no property {at}; there are {string.Join(", ", known.Keys)}";
            else
                foreach (var fault in Value(at, value, property.Value))
                    yield return fault;
        }
        foreach (var name in known.Where(p => p.Value.Name.EndsWith('!') && !members.ContainsKey(p.Key)).Select(p => p.Key))
            yield return $"the property {(path.Length == 0 ? name : $"{path}.{name}")} is required";
    }

    private static IEnumerable<string> Value(string path, JsonNode? value, JsonElement shape)
    {
        // What a function becomes is known when the stack is made; so is a local path, which packaging turns into a place in S3
        if (IsFunction(value))
            return value is JsonObject one && one["Fn::If"] is JsonArray { Count: 3 } branches
                ? Value(path, branches[1], shape).Concat(Value(path, branches[2], shape))
                : [];
        if (path == "Code" && value is JsonValue)
            return [];
        return shape.ValueKind switch
        {
            JsonValueKind.Array => value is JsonArray items
                ? items.Index().SelectMany(i => Value($"{path}[{i.Index}]", i.Item, shape[0]))
                : [$"{path} must be a list"],
            JsonValueKind.Object => value is JsonObject map
                ? map.SelectMany(m => Value($"{path}.{m.Key}", m.Value, shape.GetProperty("*")))
                : [$"{path} must be an object"],
            _ => Named(path, value, shape.GetString()!),
        };
    }

    private static IEnumerable<string> Named(string path, JsonNode? value, string shape) =>
        (shape, value) switch
        {
            (['#', .. var id], JsonObject members) => Members(
                path,
                members,
                Schema.Value.RootElement.GetProperty("definitions").GetProperty(id)
            ),
            (['#', ..], _) => [$"{path} must be an object"],
            ("tag", JsonObject tag) => tag.ContainsKey("Key") && tag.ContainsKey("Value") ? [] : [$"{path} must have Key and Value"],
            ("any", _) => [],
            (_, JsonObject or JsonArray) => [$"{path} must be {(shape is "s" or ['=', ..] ? "a string" : "a single value")}"],
            (['=', .. var values], var text) => values.Split('|').Contains(text?.ToString())
            || text?.ToString().Contains("{{resolve:", StringComparison.Ordinal) == true
                ? []
                : [$"{path} must be {values.Replace("|", " or ", StringComparison.Ordinal)}, not '{text}'"],
            ("i", var number) => long.TryParse(number?.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? []
                : [$"{path} must be a whole number, not '{number}'"],
            ("n", var number) => double.TryParse(number?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? []
                : [$"{path} must be a number, not '{number}'"],
            ("b", var flag) => bool.TryParse(flag?.ToString(), out _) ? [] : [$"{path} must be true or false, not '{flag}'"],
            _ => [],
        };

    private static bool IsFunction(JsonNode? value) =>
        value is JsonObject { Count: 1 } one && (one.ContainsKey("Ref") || one.First().Key.StartsWith("Fn::", StringComparison.Ordinal));

    private static IEnumerable<(string Id, string Attribute)> Attributes(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } one when one["Fn::GetAtt"] is JsonArray { Count: 2 } pair && pair[1] is JsonValue =>
            [
                (pair[0]!.ToString(), pair[1]!.ToString()),
            ],
            JsonObject members => members.SelectMany(m => Attributes(m.Value)),
            JsonArray items => items.SelectMany(Attributes),
            _ => [],
        };
}

/// <summary>A list of <c>{Key, Value}</c>, or a map.</summary>
internal enum TagForm
{
    None,
    List,
    Map,
}
