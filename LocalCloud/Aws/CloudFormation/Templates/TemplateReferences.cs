using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// Every name that a template refers to must be declared in it; checked before any value is known, so in both branches of Fn::If.
/// </summary>
internal static class TemplateReferences
{
    public static AwsError? Check(Template template)
    {
        foreach (var (name, condition) in template.Conditions)
            if ((FunctionForms.Check(condition, template.IsExtended) ?? CheckCondition(template, condition)) is { } error)
                return error;
        if (ConditionCycle(template) is { } cycle)
            return cycle;

        foreach (var resource in template.Resources.Values)
            if (FunctionForms.Check(resource.Properties, template.IsExtended) is { } form)
                return form;
        var inResources = template.Resources.Values.SelectMany(r =>
            Reference.In(r.Properties, Unknown).Concat(r.DependsOn.Select(name => new Reference(name, IsResource)))
        );
        if (CheckNames(template, inResources, "Resources") is { } inResource)
            return inResource;
        foreach (var resource in template.Resources.Values)
            if (CheckUses(template, resource.Condition, resource.Properties, "Resources") is { } use)
                return use;

        foreach (var output in template.Outputs.Values)
            if (
                (FunctionForms.Check(output.Value, template.IsExtended) ?? FunctionForms.Check(output.ExportName, template.IsExtended)) is
                { } form
            )
                return form;
        var inOutputs = template.Outputs.Values.SelectMany(o => Reference.In(o.Value, Unknown).Concat(Reference.In(o.ExportName, Unknown)));
        if (CheckNames(template, inOutputs, "Outputs") is { } inOutput)
            return inOutput;
        foreach (var output in template.Outputs.Values)
            if (CheckUses(template, output.Condition, output.Value, "Outputs") is { } use)
                return use;
        return null;
    }

    /// <summary>Stands for "some attribute" where a name can only be a resource's, as in DependsOn.</summary>
    private const string IsResource = "";

    private static bool? Unknown(string condition) => null;

    private static AwsError? CheckNames(Template template, IEnumerable<Reference> references, string block)
    {
        var unresolved = new List<string>();
        foreach (var reference in references)
        {
            if (template.Resources.ContainsKey(reference.Name))
                continue;
            if (reference.Attribute is { Length: > 0 })
                return TemplateError.Function($"instance of Fn::GetAtt references undefined resource {reference.Name}");
            var known =
                reference.Attribute is null
                && (template.Parameters.ContainsKey(reference.Name) || PseudoParameters.IsKnown(reference.Name));
            if (!known && !unresolved.Contains(reference.Name))
                unresolved.Add(reference.Name);
        }
        return unresolved.Count == 0
            ? null
            : TemplateError.Format(
                $"Unresolved resource dependencies [{string.Join(", ", unresolved)}] in the {block} block of the template"
            );
    }

    private static AwsError? CheckUses(Template template, string? condition, JsonNode value, string block)
    {
        var used = Calls(value, Functions.If).Select(argument => Scalars.Text((argument as JsonArray)?[0]));
        foreach (var name in condition is null ? used : used.Prepend(condition))
            if (!template.Conditions.ContainsKey(name))
                return TemplateError.Format($"Unresolved condition dependency {name} in the {block} block of the template");
        foreach (var map in Calls(value, Functions.FindInMap).Select(argument => (argument as JsonArray)?[0]))
            if (Scalars.IsScalar(map) && !template.Mappings.ContainsKey(Scalars.Text(map)))
                return TemplateError.Function($"Mapping named '{Scalars.Text(map)}' is not present in the 'Mappings' section of template.");
        return null;
    }

    private static AwsError? CheckCondition(Template template, JsonNode? condition)
    {
        foreach (var name in ConditionNames(condition))
            if (!template.Conditions.ContainsKey(name))
                return TemplateError.Format($"Unresolved condition dependency {name} in the Conditions block of the template");
        var unresolved = Reference
            .In(condition, Unknown)
            .Where(r => r.Attribute is not null || !template.Parameters.ContainsKey(r.Name) && !PseudoParameters.IsKnown(r.Name))
            .Select(r => r.Name)
            .Distinct()
            .ToArray();
        return unresolved.Length == 0
            ? null
            : TemplateError.Function(
                $"Unresolved dependencies [{string.Join(", ", unresolved)}]. Cannot reference resources in the Conditions block of the "
                    + "template"
            );
    }

    private static AwsError? ConditionCycle(Template template)
    {
        var names = template.Conditions.Select(condition => condition.Key).ToArray();
        var cycle = DependencyGraph.Of(names, name => ConditionNames(template.Conditions[name])).Cycle();
        return cycle.Count == 0
            ? null
            : TemplateError.Function($"Found circular condition dependency between {string.Join(" and ", cycle)}");
    }

    private static IEnumerable<string> ConditionNames(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } call when call[Functions.Condition] is JsonValue name => [Scalars.Text(name)],
            JsonObject members => members.SelectMany(member => ConditionNames(member.Value)),
            JsonArray items => items.SelectMany(ConditionNames),
            _ => [],
        };

    private static IEnumerable<JsonNode?> Calls(JsonNode? node, string function)
    {
        var here = Functions.TryGet(node, out var name, out var argument) && name == function ? [argument] : Array.Empty<JsonNode?>();
        return here.Concat(
            node switch
            {
                JsonObject members => members.SelectMany(member => Calls(member.Value, function)),
                JsonArray items => items.SelectMany(item => Calls(item, function)),
                _ => [],
            }
        );
    }
}
