using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>
/// A template with its parameters' values: which resources there are to be, and what each needs first. Everything that can be refused at
/// once is.
/// </summary>
internal sealed class Plan
{
    private readonly EvaluationScope _scope;

    private Plan(
        StackSource source,
        Scope where,
        EvaluationScope scope,
        IReadOnlyDictionary<string, ResourceDeclaration> resources,
        DependencyGraph graph
    ) => (Source, Where, _scope, Resources, Graph) = (source, where, scope, resources, graph);

    public StackSource Source { get; }

    public Scope Where { get; }

    public IReadOnlyDictionary<string, string> Parameters => _scope.Parameters;

    public Template Template => _scope.Template;

    /// <summary>Those whose condition holds.</summary>
    public IReadOnlyDictionary<string, ResourceDeclaration> Resources { get; }

    public DependencyGraph Graph { get; }

    public static Result<Plan> Make(StackSource source, string stackName, string stackId, Scope where)
    {
        var pseudo = new PseudoParameters(where.Account, where.Region, stackName, stackId, source.NotificationArns);
        if (!TemplateReader.Read(source.Body, new(source.Parameters, source.Resolved, pseudo)).Ok(out var template, out var error))
            return error;
        if (ResourceTypes.Unrecognized(template) is { } unrecognized)
            return unrecognized;
        if (!ParameterValues.Resolve(template.Parameters, source.Parameters, source.Resolved).Ok(out var parameters, out error))
            return error;

        var scope = new EvaluationScope(template, parameters, pseudo);
        if (Rules.Check(template, scope) is { } broken)
            return broken;
        var evaluator = new Evaluator(scope);
        var resources = template
            .Resources.Values.Where(r => evaluator.Holds(r.Condition))
            .ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        if (evaluator.Error is { } condition)
            return condition;
        if (CheckReferences(template, resources, evaluator) is { } reference)
            return reference;

        var graph = DependencyGraph.Of(resources.Keys, id => Needs(resources[id], evaluator));
        if (graph.Cycle() is { Count: > 0 } cycle)
            return TemplateError.Validation($"Circular dependency between resources: [{string.Join(", ", cycle)}]");
        return CheckMaps(scope, resources) is { } unmapped ? unmapped : new Plan(source, where, scope, resources, graph);
    }

    /// <summary>An evaluator that sees the given resources.</summary>
    public Evaluator Evaluator(
        Func<string, ResourceValues?> resource,
        Func<string, string?> export,
        Func<string, JsonObject?>? properties = null
    ) => new(_scope with { Resource = resource, Export = export, Properties = properties ?? (_ => null) });

    /// <summary>The first export that the stack would use and that is not there. It is looked for before anything is made.</summary>
    public AwsError? MissingImport(Func<string, string?> export)
    {
        var conditions = Evaluator(_ => null, export);
        var used = Resources
            .Values.Select(r => (JsonNode?)r.Properties)
            .Concat(Template.Outputs.Values.Where(o => conditions.Holds(o.Condition)).SelectMany(o => new[] { o.Value, o.ExportName }))
            .SelectMany(node => Functions.Calls(node, Functions.ImportValue, name => conditions.Holds(name)));
        foreach (var argument in used)
        {
            var evaluator = Evaluator(_ => null, export);
            var name = evaluator.Text(argument, Functions.ImportValue);
            if (evaluator.Error is null && export(name) is null)
                return TemplateError.Validation($"No export named {name} found.");
        }
        return null;
    }

    private static IEnumerable<string> Needs(ResourceDeclaration resource, Evaluator conditions) =>
        Reference.In(resource.Properties, name => conditions.Holds(name)).Select(r => r.Name).Concat(resource.DependsOn);

    /// <summary>
    /// What a mapping does not have is refused at once where its keys are known by now: names of parameters, not of resources.
    /// </summary>
    private static AwsError? CheckMaps(EvaluationScope scope, IReadOnlyDictionary<string, ResourceDeclaration> resources)
    {
        var conditions = new Evaluator(scope);
        foreach (
            var keys in resources.Values.SelectMany(r => Functions.Calls(r.Properties, Functions.FindInMap, name => conditions.Holds(name)))
        )
        {
            if (
                Reference.In(keys, name => conditions.Holds(name)).Any(r => scope.Template.Resources.ContainsKey(r.Name))
                || conditions.Error is not null
            )
                continue;
            var evaluator = new Evaluator(scope);
            evaluator.Evaluate(new JsonObject { [Functions.FindInMap] = keys?.DeepClone() });
            if (evaluator.Error is { } error)
                return error;
        }
        return null;
    }

    private static AwsError? CheckReferences(
        Template template,
        IReadOnlyDictionary<string, ResourceDeclaration> resources,
        Evaluator conditions
    )
    {
        var inResources = resources.Values.SelectMany(r => Reference.In(r.Properties, name => conditions.Holds(name)));
        var inOutputs = template
            .Outputs.Values.Where(o => conditions.Holds(o.Condition))
            .SelectMany(o => new[] { o.Value, o.ExportName })
            .SelectMany(node => Reference.In(node, name => conditions.Holds(name)));
        return Check(inResources, "Resources") ?? Check(inOutputs, "Outputs");

        AwsError? Check(IEnumerable<Reference> references, string block)
        {
            foreach (var reference in references.Where(r => template.Resources.ContainsKey(r.Name)))
            {
                if (!resources.TryGetValue(reference.Name, out var resource))
                    return TemplateError.Format(
                        $"Unresolved resource dependencies [{reference.Name}] in the {block} block of the template"
                    );
                if (reference.Attribute is { Length: > 0 } attribute && !ResourceTypes.Find(resource.Type)!.HasAttribute(attribute))
                    return TemplateError.Function($"resource {reference.Name} does not support attribute type {attribute} in Fn::GetAtt");
            }
            return null;
        }
    }
}
