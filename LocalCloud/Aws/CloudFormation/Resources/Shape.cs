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
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null);

    public static readonly Shape Double = new ScalarShape("Double", text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : null);

    public static readonly Shape Boolean = new ScalarShape("Boolean", text =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null);

    /// <summary>A document that is the service's business: an event pattern, a policy. An object, or its text.</summary>
    public static readonly Shape Json = new JsonShape();

    /// <summary>Whatever it is: of stand-ins, and of what a service takes as it comes.</summary>
    public static readonly Shape Any = new AnyShape();

    /// <summary>Key and Value.</summary>
    public static readonly Shape Tags = List(Object(new("Key", Text) { Required = true }, new("Value", Text) { Required = true }));

    public static Shape List(Shape item) => new ListShape(item);

    public static Shape Map(Shape value) => new MapShape(value);

    public static Shape Object(params Property[] members) => new ObjectShape(members);

    public abstract Result<JsonNode> Read(string name, JsonNode value);

    private static AwsError Wrong(string name, string what) => TemplateError.Validation($"Value of property {name} must be {what}");

    private sealed class ScalarShape(string type, Func<string, JsonNode?> read) : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value) =>
            Scalars.TryText(value, out var text) && (read(text) ?? Later(text)) is { } node ? node : Wrong(name, $"of type {type}");

        /// <summary>What a dynamic reference stands for is known when it goes to the service, and read again then.</summary>
        private static JsonValue? Later(string text) => text.Contains(DynamicReferences.Opening, StringComparison.Ordinal) ? JsonValue.Create(text) : null;
    }

    private sealed class JsonShape : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value) =>
            value is JsonArray ? Wrong(name, "an object") : value.DeepClone();
    }

    private sealed class AnyShape : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value) => value.DeepClone();
    }

    private sealed class ListShape(Shape item) : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value)
        {
            if (value is not JsonArray items) return Wrong(name, "of type List");
            var read = new List<JsonNode?>(items.Count);
            foreach (var one in items)
            {
                if (!item.Read(name, one!).Ok(out var node, out var error)) return error;
                read.Add(node);
            }
            return new JsonArray([.. read]);
        }
    }

    private sealed class MapShape(Shape of) : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value)
        {
            if (value is not JsonObject members) return Wrong(name, "an object");
            var read = new JsonObject();
            foreach (var (key, member) in members)
            {
                if (!of.Read(key, member!).Ok(out var node, out var error)) return error;
                read[key] = node;
            }
            return read;
        }
    }

    private sealed class ObjectShape(Property[] properties) : Shape
    {
        public override Result<JsonNode> Read(string name, JsonNode value)
        {
            if (value is not JsonObject members) return Wrong(name, "an object");
            var read = new JsonObject();
            foreach (var (key, member) in members)
            {
                var property = properties.FirstOrDefault(p => p.Name == key);
                if (property is null) return TemplateError.Validation($"Encountered unsupported property {key}{Nearest.Hint(key, properties.Select(p => p.Name))}");
                if (!property.Shape.Read(key, member!).Ok(out var node, out var error)) return error;
                read[key] = node;
            }
            return properties.FirstOrDefault(p => p.Required && !read.ContainsKey(p.Name)) is { } missing
                ? TemplateError.Validation($"Property {missing.Name} cannot be empty.")
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
}
