using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// The shape of a property's value. Reading a value by its shape gives what the service wants (templates may write a number
/// as text and text as a number), or the fault in CloudFormation's words.
/// </summary>
internal abstract class Shape
{
    public static readonly Shape Text = new ScalarShape("String", text => JsonValue.Create(text));

    public static readonly Shape Integer = new ScalarShape("Integer", text =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null
    );

    public static readonly Shape Double = new ScalarShape("Number", text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null
    );

    public static readonly Shape Boolean = new ScalarShape("Boolean", text =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null
    );

    /// <summary>A document that is the service's business: an event pattern, a policy. An object, or its text.</summary>
    public static readonly Shape Json = new JsonShape();

    /// <summary>Whatever it is: of stand-ins, and of what a service takes as it comes.</summary>
    public static readonly Shape Any = new AnyShape();

    /// <summary>Key and Value.</summary>
    public static readonly Shape Tags = List(Object(new("Key", Text) { Required = true }, new("Value", Text) { Required = true }));

    public static Shape List(Shape item) => new ListShape(item);

    public static Shape Map(Shape value) => new MapShape(value);

    public static Shape Object(params Property[] members) => new ObjectShape(members);

    /// <param name="path">As the schema check of CloudFormation's registry names it: #/Tags/0/Key.</param>
    public abstract Result<JsonNode> Read(string path, JsonNode value);

    /// <summary>Whether an error is of a value's shape.</summary>
    public static bool IsFault(AwsError error) => error.Message.StartsWith('#');

    private static AwsError Wrong(string path, string expected, JsonNode value) =>
        TemplateError.Validation(
            $"{path}: expected type: {expected}, found: {value switch
    {
        JsonObject => "JSONObject",
        JsonArray => "JSONArray",
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "Boolean",
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.Number => "Integer",
        _ => "String",
    }}"
        );

    private sealed class ScalarShape(string type, Func<string, JsonNode?> read) : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value) =>
            Scalars.TryText(value, out var text) && (read(text) ?? Later(text)) is { } node ? node : Wrong(path, type, value);

        /// <summary>What a dynamic reference stands for is known when it goes to the service, and read again then.</summary>
        private static JsonValue? Later(string text) =>
            text.Contains(DynamicReferences.Opening, StringComparison.Ordinal) ? JsonValue.Create(text) : null;
    }

    private sealed class JsonShape : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value) =>
            value is JsonArray ? Wrong(path, "JSONObject", value) : value.DeepClone();
    }

    private sealed class AnyShape : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value) => value.DeepClone();
    }

    private sealed class ListShape(Shape item) : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value)
        {
            if (value is not JsonArray items)
                return Wrong(path, "JSONArray", value);
            var read = new List<JsonNode?>(items.Count);
            foreach (var one in items)
            {
                if (!item.Read($"{path}/{read.Count}", one!).Ok(out var node, out var error))
                    return error;
                read.Add(node);
            }
            return new JsonArray([.. read]);
        }
    }

    private sealed class MapShape(Shape of) : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value)
        {
            if (value is not JsonObject members)
                return Wrong(path, "JSONObject", value);
            var read = new JsonObject();
            foreach (var (key, member) in members)
            {
                if (!of.Read($"{path}/{key}", member!).Ok(out var node, out var error))
                    return error;
                read[key] = node;
            }
            return read;
        }
    }

    private sealed class ObjectShape(Property[] properties) : Shape
    {
        public override Result<JsonNode> Read(string path, JsonNode value)
        {
            if (value is not JsonObject members)
                return Wrong(path, "JSONObject", value);
            var read = new JsonObject();
            foreach (var (key, member) in members)
            {
                var property = properties.FirstOrDefault(p => p.Name == key);
                if (property is null)
                    return TemplateError.Validation(
                        $"{path}: extraneous key [{key}] is not permitted{Nearest.Hint(key, properties.Select(p => p.Name))}"
                    );
                if (property.Refused is { } reason)
                    return TemplateError.Validation($"{path}/{key} is not supported by LocalCloud: {reason}");
                if (!property.Shape.Read($"{path}/{key}", member!).Ok(out var node, out var error))
                    return error;
                read[key] = node;
            }
            return properties.FirstOrDefault(p => p.Required && !read.ContainsKey(p.Name)) is { } missing
                ? TemplateError.Validation($"{path}: required key [{missing.Name}] not found")
                : read;
        }
    }
}

/// <summary>One property of a resource type, or member of a property.</summary>
internal sealed record Property(string Name, Shape Shape)
{
    public bool Required { get; init; }

    /// <summary>A change of it needs a new physical resource.</summary>
    public bool Replacement { get; init; }

    /// <summary>Kept with the stack and not carried out; the resource's event says so.</summary>
    public bool Kept { get; init; }

    /// <summary>CloudFormation knows it, LocalCloud does not carry it out, and that would change what comes of it: why not.</summary>
    public string? Refused { get; init; }

    /// <summary>Properties that are refused for one reason.</summary>
    public static Property[] Refuse(string reason, params ReadOnlySpan<string> names)
    {
        var refused = new Property[names.Length];
        for (var i = 0; i < names.Length; i++)
            refused[i] = new(names[i], Shape.Any) { Refused = reason };
        return refused;
    }

    /// <summary>Properties that are kept and not carried out.</summary>
    public static Property[] Keep(params ReadOnlySpan<string> names)
    {
        var kept = new Property[names.Length];
        for (var i = 0; i < names.Length; i++)
            kept[i] = new(names[i], Shape.Any) { Kept = true };
        return kept;
    }
}
