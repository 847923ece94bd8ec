using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Prices.Fixed;

/// <summary>A CloudFormation template as a stack has it: parameters have values, and conditions hold or do not.</summary>
/// <param name="template">As JSON, intrinsic functions in their long form.</param>
/// <param name="parameters">Values; one that is not here has its default.</param>
internal sealed class TemplateView(JsonObject template, IReadOnlyDictionary<string, string> parameters)
{
    /// <summary>Those whose condition holds.</summary>
    public IEnumerable<ResourceView> Resources =>
        template["Resources"] is not JsonObject resources
            ? []
            : from resource in resources
            where resource.Value is JsonObject body && ((string?)body["Condition"] is not { } condition || Holds(condition))
            select new ResourceView(this, resource.Key, (JsonObject)resource.Value!);

    public IEnumerable<ResourceView> OfType(string type) => Resources.Where(r => r.Type == type);

    /// <summary>
    /// What stands there once parameters and conditions are known; what else CloudFormation would make of it stays as it is.
    /// </summary>
    internal JsonNode? Resolve(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } intrinsic when intrinsic["Ref"] is { } name => Parameter((string)name!) ?? node,
            JsonObject { Count: 1 } intrinsic when intrinsic["Fn::If"] is JsonArray { Count: 3 } choice => Resolve(
                Holds((string)choice[0]!) ? choice[1] : choice[2]
            ),
            _ => node,
        };

    private JsonValue? Parameter(string name) =>
        parameters.TryGetValue(name, out var value) ? JsonValue.Create(value)
        : template["Parameters"]?[name]?["Default"] is JsonValue given ? given
        : null;

    private bool Holds(string condition) => template["Conditions"]?[condition] is { } rule && Holds(rule);

    private bool Holds(JsonNode rule) =>
        rule is JsonObject { Count: 1 } intrinsic
        && intrinsic.First() is var (function, argument)
        && (function, argument) switch
        {
            ("Fn::Equals", JsonArray { Count: 2 } sides) => Text(Resolve(sides[0])) == Text(Resolve(sides[1])),
            ("Fn::Not", JsonArray { Count: 1 } one) => !Holds(one[0]!),
            ("Fn::And", JsonArray all) => all.All(one => Holds(one!)),
            ("Fn::Or", JsonArray any) => any.Any(one => Holds(one!)),
            ("Condition", JsonValue name) => Holds((string)name!),
            _ => false,
        };

    internal static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    internal static decimal? Number(JsonNode? node) =>
        decimal.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One resource of it.</summary>
internal sealed class ResourceView(TemplateView template, string logicalId, JsonObject body)
{
    public string LogicalId => logicalId;

    public string Type { get; } = TemplateView.Text(body["Type"]) ?? "";

    /// <param name="path">Of properties, such as <c>ScalingConfiguration.MinCapacity</c>.</param>
    /// <returns>null: not there, or known only to CloudFormation.</returns>
    public string? Text(string path) => TemplateView.Text(Find(path));

    public decimal? Number(string path) => TemplateView.Number(Find(path));

    /// <summary>The objects of a list, each with its members as properties.</summary>
    public IEnumerable<ResourceView> Items(string path) =>
        (Find(path) as JsonArray ?? [])
            .Select(template.Resolve)
            .OfType<JsonObject>()
            .Select(item => new ResourceView(template, logicalId, new() { ["Type"] = Type, ["Properties"] = item.DeepClone() }));

    /// <returns>How many a list has; null where it is none.</returns>
    public int? Count(string path) => (Find(path) as JsonArray)?.Count;

    /// <returns>How many objects of a list have a member; null where it is no list.</returns>
    public int? Count(string path, string member) =>
        (Find(path) as JsonArray)?.Count(item => (template.Resolve(item) as JsonObject)?.ContainsKey(member) == true);

    /// <summary>The logical id that a property refers to, by Ref or GetAtt; null: none.</summary>
    public string? Reference(string path) =>
        Find(path) is JsonObject { Count: 1 } intrinsic
            ? TemplateView.Text(intrinsic["Ref"])
                ?? (
                    intrinsic["Fn::GetAtt"] switch
                    {
                        JsonArray { Count: > 0 } parts => TemplateView.Text(parts[0]),
                        JsonValue dotted => dotted.ToString().Split('.')[0],
                        _ => null,
                    }
                )
            : null;

    private JsonNode? Find(string path)
    {
        JsonNode? node = body["Properties"];
        foreach (var name in path.Split('.'))
            node = template.Resolve((template.Resolve(node) as JsonObject)?[name]);
        return node;
    }
}
