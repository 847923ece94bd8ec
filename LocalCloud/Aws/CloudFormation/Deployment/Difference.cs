using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>What a plan would change of a stack. Read under the state's gate; nothing is done.</summary>
internal sealed class Difference(StackState state, Stack stack, Plan plan)
{
    /// <summary>
    /// Values of resources that are not there yet: unlike anything that is, so that whoever refers to them shows as changed.
    /// </summary>
    private readonly Dictionary<string, ResourceValues> _coming = new(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonObject> _properties = new(StringComparer.Ordinal);

    private readonly Causes _causes = new(stack, plan);

    public List<PlannedChange> Resources()
    {
        var changes = plan.Graph.Ordered().Select(Change).OfType<PlannedChange>().ToList();
        changes.AddRange(
            stack
                .Resources.Where(r => !r.Leaving && r.Status != ResourceStatus.DeleteComplete && !plan.Resources.ContainsKey(r.LogicalId))
                .Select(r => new PlannedChange("Remove", r.LogicalId, r.Type, r.PhysicalId, null, [])
                {
                    Before = r.Properties,
                    PolicyAction = r.DeletionPolicy switch
                    {
                        "Retain" => "Retain",
                        "Snapshot" => "Snapshot",
                        _ => "Delete",
                    },
                })
        );
        return changes;
    }

    /// <summary>To be asked after <see cref="Resources"/>, which finds the values that outputs refer to.</summary>
    public bool OutputsChange()
    {
        var evaluator = Evaluator();
        var outputs = plan
            .Template.Outputs.Values.Where(o => evaluator.Holds(o.Condition))
            .Select(o => new StackOutput(
                o.Name,
                evaluator.Text(o.Value, o.Name),
                o.Description,
                o.ExportName is null ? null : evaluator.Text(o.ExportName, o.Name)
            ))
            .ToArray();
        return evaluator.Error is not null || !outputs.SequenceEqual(stack.Outputs);
    }

    /// <summary>A logical id keeps its type for as long as it is in the template.</summary>
    public AwsError? TypeChange()
    {
        var changed = plan
            .Resources.Values.Where(r => stack.Resource(r.LogicalId) is { } current && current.Type != r.Type)
            .Select(r => r.LogicalId)
            .ToArray();
        return changed.Length == 0
            ? null
            : TemplateError.Validation(
                $"Update of resource type is not permitted. The new template modifies resource type of the following resources: "
                    + $"[{string.Join(", ", changed)}]"
            );
    }

    private PlannedChange? Change(string logicalId)
    {
        var declared = plan.Resources[logicalId];
        var type = ResourceTypes.Find(declared.Type)!;
        if (stack.Resource(logicalId) is not { PhysicalId: not null } current)
        {
            _coming[logicalId] = Coming(logicalId, type);
            var after = Evaluator().Evaluate(declared.Properties) as JsonObject;
            if (after is not null)
                _properties[logicalId] = Named(after, type, _coming[logicalId].Ref);
            return new("Add", logicalId, declared.Type, null, null, []) { After = after };
        }
        var evaluator = Evaluator();
        var properties = evaluator.Evaluate(declared.Properties) as JsonObject ?? [];
        if (evaluator.Error is null && type.Read(properties).Ok(out var read, out _))
            properties = (JsonObject)read;

        _properties[logicalId] = Named(properties, type, current.PhysicalName);
        var changed = properties
            .Select(p => p.Key)
            .Union(current.Properties.Select(p => p.Key))
            .Where(name => !JsonNode.DeepEquals(properties[name], current.Properties[name]))
            .ToList();
        var details = changed.SelectMany(name => _causes.Of(declared, type, name)).ToList();
        if (!ResourceTags.Same(type, current, plan.Source) && !changed.Contains("Tags"))
            details.Add(new("Tags", null, "Never", "Static", Causes.Direct));
        void Attribute(string name, bool differs)
        {
            if (differs)
                details.Add(new(name, null, "Never", "Static", Causes.Direct));
        }
        Attribute("Metadata", !JsonNode.DeepEquals(declared.Metadata, current.Metadata));
        Attribute("DeletionPolicy", declared.DeletionPolicy != current.DeletionPolicy);
        Attribute("UpdateReplacePolicy", declared.UpdateReplacePolicy != current.UpdateReplacePolicy);
        if (details.Count == 0 && type.AlwaysUpdates)
            details.Add(new("Properties", null, "Never", "Dynamic", "Automatic"));
        // Attributes of what is modified may come to be others: CloudFormation cannot tell before
        details.AddRange(_causes.OfModified(declared, type));
        if (details.Count == 0 && current.IsComplete)
            return null;

        var replace = changed.Count > 0 && type.NeedsReplacement(current.Properties, properties);
        if (replace)
            _coming[logicalId] = Coming(logicalId, type);
        var maybe = !replace && details.Exists(d => d is { Evaluation: "Dynamic", Recreation: "Always" });
        _causes.Modified(logicalId, replace);
        return new(
            "Modify",
            logicalId,
            declared.Type,
            current.PhysicalId,
            replace ? "True"
                : maybe ? "Conditional"
                : "False",
            changed
        )
        {
            Before = current.Properties,
            After = properties,
            Details = details,
            PolicyAction = !replace
                ? null
                : declared.UpdateReplacePolicy switch
                {
                    "Retain" => "ReplaceAndRetain",
                    "Snapshot" => "ReplaceAndSnapshot",
                    _ => "ReplaceAndDelete",
                },
        };
    }

    private static JsonObject Named(JsonObject properties, ResourceType type, string name)
    {
        var named = (JsonObject)properties.DeepClone();
        if (type.NameProperty is { } property)
            named.TryAdd(property, name);
        return named;
    }

    private static ResourceValues Coming(string logicalId, ResourceType type) =>
        new($"\0{logicalId}", type.Attributes.ToDictionary(attribute => attribute, attribute => $"\0{logicalId}.{attribute}"));

    private Evaluator Evaluator() =>
        plan.Evaluator(
            id => _coming.GetValueOrDefault(id) ?? stack.Resource(id)?.Values,
            name => state.Export(name)?.Output.Value,
            id => _properties.GetValueOrDefault(id) ?? stack.Resource(id)?.Named
        );
}
