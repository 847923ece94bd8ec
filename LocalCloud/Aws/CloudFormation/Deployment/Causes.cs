using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>
/// Why a property changes: the template says something else, or a parameter or resource that it refers to does (docs:
/// ResourceChangeDetail).
/// </summary>
internal sealed class Causes
{
    public const string Direct = "DirectModification";

    private readonly Plan _plan;
    private readonly IReadOnlyDictionary<string, ResourceDeclaration> _before;
    private readonly HashSet<string> _parameters;

    /// <summary>Resources that change, and whether another takes their place.</summary>
    private readonly Dictionary<string, bool> _modified = new(StringComparer.Ordinal);

    public Causes(Stack stack, Plan plan)
    {
        _plan = plan;
        var previous = Plan.Make(stack.Source, stack.Name, stack.StackId, plan.Where).Ok(out var made, out _) ? made : null;
        _before = previous?.Template.Resources ?? new Dictionary<string, ResourceDeclaration>();
        _parameters =
        [
            .. plan.Template.Parameters.Keys.Where(name =>
                previous?.Parameters.TryGetValue(name, out var value) == true && value != plan.Parameters[name]
            ),
        ];
    }

    public void Modified(string logicalId, bool replaced) => _modified[logicalId] = replaced;

    public IEnumerable<PlannedDetail> Of(ResourceDeclaration declared, ResourceType type, string property)
    {
        var causes = References(declared, property).Where(r => r.Attribute is null).Select(r => r.Name).Distinct().ToArray();
        var parameters = causes
            .Where(_parameters.Contains)
            .Select(name => Detail(type, property, "Static", "ParameterReference", name))
            .ToArray();
        var resources = causes
            .Where(name => _modified.GetValueOrDefault(name))
            .Select(name => Detail(type, property, "Static", "ResourceReference", name))
            .ToArray();
        var same =
            _before.TryGetValue(declared.LogicalId, out var before)
            && JsonNode.DeepEquals(before.Properties[property], declared.Properties[property]);
        var attributes = References(declared, property).Any(r => r.Attribute is not null && _modified.ContainsKey(r.Name));
        foreach (var detail in parameters.Concat(resources))
            yield return detail;
        if (!same)
            yield return Detail(type, property, "Static", Direct, null);
        else if (parameters.Length > 0)
            yield return Detail(type, property, "Dynamic", Direct, null);
        else if (resources.Length == 0 && !attributes)
            yield return Detail(type, property, "Static", Direct, null);
    }

    /// <summary>Properties that ask for an attribute of a resource that changes, whatever the attribute comes to be.</summary>
    public IEnumerable<PlannedDetail> OfModified(ResourceDeclaration declared, ResourceType type) =>
        from property in declared.Properties.Select(p => p.Key)
        from reference in References(declared, property)
            .Where(r => r.Attribute is { Length: > 0 } && _modified.ContainsKey(r.Name))
            .Distinct()
        select Detail(type, property, "Dynamic", "ResourceAttribute", $"{reference.Name}.{reference.Attribute}");

    private IEnumerable<Reference> References(ResourceDeclaration declared, string property)
    {
        var conditions = _plan.Evaluator(_ => null, _ => null);
        return Reference.In(declared.Properties[property], name => conditions.Holds(name));
    }

    private static PlannedDetail Detail(ResourceType type, string property, string evaluation, string source, string? causing) =>
        property == "Tags" && type.TagShape is not null
            ? new("Tags", null, "Never", evaluation, source, causing)
            : new("Properties", property, type.IsReplacedFor(property) ? "Always" : "Never", evaluation, source, causing);
}
