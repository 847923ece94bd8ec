using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// Gives values their meaning. Null is the absence of a value (AWS::NoValue). The first fault is kept in <see cref="Error"/>
/// and what comes after it counts for nothing: ask once, at the end.
/// </summary>
internal sealed partial class Evaluator(EvaluationScope scope)
{
    /// <summary>No character is escaped that JSON does not ask for.</summary>
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = CoreJson.Default,
    };

    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);

    public AwsError? Error { get; private set; }

    /// <summary>The exports that were used.</summary>
    public HashSet<string> Imports { get; } = new(StringComparer.Ordinal);

    public JsonNode? Evaluate(JsonNode? node)
    {
        if (Error is not null)
            return null;
        if (Functions.TryGet(node, out var function, out var argument))
            return Call(function, argument);
        switch (node)
        {
            case JsonObject members:
                var evaluated = new JsonObject();
                foreach (var (name, member) in members)
                    if (Evaluate(member) is { } value)
                        evaluated[name] = value;
                return evaluated;
            case JsonArray items:
                return new JsonArray([.. items.Select(Evaluate).Where(item => item is not null)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>As text; "" with <see cref="Error"/> set when it is none.</summary>
    public string Text(JsonNode? node, string inWhat)
    {
        if (Scalars.TryText(Evaluate(node), out var text))
            return text;
        Fail($"{inWhat} must resolve to a string.");
        return "";
    }

    private JsonNode? Call(string function, JsonNode? argument) =>
        (function, argument) switch
        {
            (Functions.Ref, _) => Ref(Scalars.Text(argument)),
            (Functions.GetAtt, JsonArray { Count: 2 } a) when !Scalars.IsScalar(a[1]) => GetAtt(
                new(Scalars.Text(a[0]), Text(a[1], function))
            ),
            (Functions.GetAtt, _) when Reference.OfGetAtt(argument) is { } reference => GetAtt(reference),
            (Functions.Sub, _) => Sub(argument),
            (Functions.Join, JsonArray { Count: 2 } a) => Join(Scalars.Text(a[0]), List(a[1], function)),
            (Functions.Split, JsonArray { Count: 2 } a) => Split(Scalars.Text(a[0]), Text(a[1], function)),
            (Functions.Select, JsonArray { Count: 2 } a) => Select(Text(a[0], function), List(a[1], function)),
            (Functions.FindInMap, JsonArray { Count: 3 } a) => FindInMap(Text(a[0], function), Text(a[1], function), Text(a[2], function)),
            (Functions.FindInMap, JsonArray { Count: 4 } a) => FindInMap(
                Text(a[0], function),
                Text(a[1], function),
                Text(a[2], function),
                a[3]?["DefaultValue"]
            ),
            (Functions.Length, _) => List(argument, function)?.Count is { } count ? JsonValue.Create(count) : null,
            (Functions.ToJsonString, _) => Evaluate(argument)?.ToJsonString(Plain),
            (Functions.If, JsonArray { Count: 3 } a) => Evaluate(Holds(Scalars.Text(a[0])) ? a[1] : a[2]),
            (Functions.Base64, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(argument, function))),
            (Functions.GetAzs, _) => Zones(Text(argument, function)),
            (Functions.Cidr, JsonArray { Count: 2 or 3 } a) => Cidr(
                Text(a[0], function),
                Text(a[1], function),
                a.Count == 3 ? Text(a[2], function) : "8"
            ),
            (Functions.ImportValue, _) => ImportValue(Text(argument, function)),
            _ => Fail($"{function} cannot be used here."),
        };

    private JsonNode? Ref(string name)
    {
        if (name == PseudoParameters.NoValue)
            return null;
        if (scope.Pseudo.Find(name) is { } pseudo)
            return pseudo;
        if (scope.Parameters.TryGetValue(name, out var value))
            return ParameterValues.Node(scope.Template.Parameters[name], value);
        if (scope.Resource(name) is { } resource)
            return resource.Ref;
        return Unresolved(name);
    }

    private JsonNode? GetAtt(Reference reference)
    {
        if (scope.Resource(reference.Name) is not { } resource)
            return Unresolved(reference.Name);
        if (resource.Attributes.TryGetValue(reference.Attribute!, out var value))
            return ListAttributes.Node(reference.Attribute!, value);
        if (scope.Properties(reference.Name)?[reference.Attribute!] is { } property)
            return property.DeepClone();
        return Fail($"resource {reference.Name} does not support attribute type {reference.Attribute} in Fn::GetAtt");
    }

    private JsonNode? ImportValue(string name)
    {
        Imports.Add(name);
        return scope.Export(name) is { } value ? value : Fail(TemplateError.Validation($"No export named {name} found."));
    }

    /// <summary>Of a resource that exists only under a condition which does not hold.</summary>
    private JsonNode? Unresolved(string name) =>
        Fail(TemplateError.Format($"Unresolved resource dependencies [{name}] in the Resources block of the template"));

    private JsonNode? FindInMap(string map, string top, string second, JsonNode? otherwise = null)
    {
        if (Error is not null)
            return null;
        var found = ((scope.Template.Mappings[map] as JsonObject)?[top] as JsonObject)?[second];
        if (found is null && otherwise is not null)
            return Evaluate(otherwise);
        return found?.DeepClone() ?? Fail($"Unable to get mapping for {map}::{top}::{second}");
    }

    private JsonNode? Select(string index, JsonArray? list)
    {
        if (list is null)
            return null;
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Count
            ? list[at]?.DeepClone()
            : Fail($"Fn::Select cannot select nonexistent value at index {index}");
    }

    private JsonArray? List(JsonNode? node, string function)
    {
        if (Evaluate(node) is JsonArray list)
            return list;
        Fail($"{function} requires a list.");
        return null;
    }

    private JsonNode? Fail(string message) => Fail(TemplateError.Function(message));

    private JsonNode? Fail(AwsError error)
    {
        Error ??= error;
        return null;
    }
}
