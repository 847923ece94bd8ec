using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>A template with its parameters' values: which resources there are to be, and what each needs first. Everything that can be refused at once is.</summary>
internal sealed class Plan
{
    private readonly EvaluationScope _scope;

    private Plan(EvaluationScope scope, IReadOnlyDictionary<string, ResourceDeclaration> resources, DependencyGraph graph) =>
        (_scope, Resources, Graph) = (scope, resources, graph);

    public Template Template => _scope.Template;

    /// <summary>Those whose condition holds.</summary>
    public IReadOnlyDictionary<string, ResourceDeclaration> Resources { get; }

    public DependencyGraph Graph { get; }

    public static Result<Plan> Make(StackSource source, string stackName, string stackId, Scope where)
    {
        var pseudo = new PseudoParameters(where.Account, where.Region, stackName, stackId, source.NotificationArns);
        if (!TemplateReader.Read(source.Template, new(source.Parameters, source.Resolved, pseudo)).Ok(out var template, out var error)) return error;
        if (ResourceTypes.Unrecognized(template) is { } unrecognized) return unrecognized;
        if (!ParameterValues.Resolve(template.Parameters, source.Parameters, source.Resolved).Ok(out var parameters, out error)) return error;

        var scope = new EvaluationScope(template, parameters, pseudo);
        if (Rules.Check(template, scope) is { } broken) return broken;
        var evaluator = new Evaluator(scope);
        var resources = template.Resources.Values.Where(r => evaluator.Holds(r.Condition)).ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        if (evaluator.Error is { } condition) return condition;
        if (resources.Count == 0) return TemplateError.Format("At least one Resources member must be defined.");
        if (CheckReferences(template, resources, evaluator) is { } reference) return reference;

        var graph = DependencyGraph.Of(resources.Keys, id => Needs(resources[id], evaluator));
        if (graph.Cycle() is { Count: > 0 } cycle)
            return TemplateError.Validation($"Circular dependency between resources: [{string.Join(", ", cycle)}]");
        return new Plan(scope, resources, graph);
    }

    /// <summary>An evaluator that sees the given resources.</summary>
    public Evaluator Evaluator(Func<string, ResourceValues?> resource, Func<string, string?> export) =>
        new(_scope with { Resource = resource, Export = export });

    private static IEnumerable<string> Needs(ResourceDeclaration resource, Evaluator conditions) =>
        Reference.In(resource.Properties, name => conditions.Holds(name)).Select(r => r.Name).Concat(resource.DependsOn);

    private static AwsError? CheckReferences(Template template, IReadOnlyDictionary<string, ResourceDeclaration> resources, Evaluator conditions)
    {
        var inResources = resources.Values.SelectMany(r => Reference.In(r.Properties, name => conditions.Holds(name)));
        var inOutputs = template.Outputs.Values.Where(o => conditions.Holds(o.Condition))
            .SelectMany(o => new[] { o.Value, o.ExportName }).SelectMany(node => Reference.In(node, name => conditions.Holds(name)));
        return Check(inResources, "Resources") ?? Check(inOutputs, "Outputs");

        AwsError? Check(IEnumerable<Reference> references, string block)
        {
            foreach (var reference in references.Where(r => template.Resources.ContainsKey(r.Name)))
            {
                if (!resources.TryGetValue(reference.Name, out var resource))
                    return TemplateError.Format($"Unresolved resource dependencies [{reference.Name}] in the {block} block of the template");
                if (reference.Attribute is { } attribute && !ResourceTypes.Find(resource.Type)!.HasAttribute(attribute))
                    return TemplateError.Function($"resource {reference.Name} does not support attribute type {attribute} in Fn::GetAtt");
            }
            return null;
        }
    }
}
