using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>
/// Brings a stack's resources to what a plan says: makes those that are missing, updates or replaces those that differ, leaves the rest
/// alone. It can be begun again at any time: after a crash it goes on where it was, and a rollback is the same way back.
/// </summary>
internal sealed class Convergence(StackState state, Stack stack, Plan plan, StackRecord record, CancellationToken stopping)
{
    private readonly HashSet<string> _imports = [];

    /// <returns>Null, or why it did not succeed.</returns>
    public async Task<string?> RunAsync()
    {
        var failed = await GraphRun.AllAsync(plan.Graph, ResourceAsync, stopAtFailure: true, stopping).ConfigureAwait(false);
        if (failed.Count == 0) return null;
        var verb = record.Read(() => failed.Any(id => stack.Resource(id)?.Status == ResourceStatus.UpdateFailed)) ? "update" : "create";
        return $"The following resource(s) failed to {verb}: [{string.Join(", ", failed)}].";
    }

    public Result<List<StackOutput>> Outputs()
    {
        var evaluator = NewEvaluator();
        var outputs = new List<StackOutput>();
        foreach (var output in plan.Template.Outputs.Values.Where(o => evaluator.Holds(o.Condition)))
        {
            var value = evaluator.Text(output.Value, $"Output {output.Name}");
            if (value.Contains(DynamicReferences.Opening, StringComparison.Ordinal))
            {
                if (!new DynamicReferences(state.Service.Host, state.Scope).Resolve(JsonValue.Create(value), "Outputs").Ok(out var resolved, out var missing)) return missing;
                value = Scalars.Text(resolved);
            }
            var export = output.ExportName is null ? null : evaluator.Text(output.ExportName, $"Export of output {output.Name}");
            outputs.Add(new(output.Name, value, output.Description, export));
        }
        if (evaluator.Error is { } error) return error;
        _imports.UnionWith(evaluator.Imports);
        return outputs;
    }

    public HashSet<string> Imports => _imports;

    private async Task<bool> ResourceAsync(string logicalId)
    {
        var declared = plan.Resources[logicalId];
        var type = ResourceTypes.Find(declared.Type)!;
        var current = record.Read(() => stack.Resource(logicalId));
        if (current is not null && record.Read(() => stack.Skipped.Contains(logicalId)))
        {
            record.Resource(current, ResourceStatus.UpdateComplete, "Resource skipped by the user.");
            return true;
        }
        if (record.Read(() => stack is { UpdateCancelled: true, Status: StackStatus.UpdateInProgress }))
        {
            if (current is not null) record.Resource(current, ResourceStatus.UpdateFailed, "Resource update cancelled");
            return false;
        }
        if (!Evaluate(declared, type).Ok(out var properties, out var error))
        {
            var unchanged = current ?? New(declared, type, []);
            record.Resource(unchanged, current?.PhysicalId is null ? ResourceStatus.CreateFailed : ResourceStatus.UpdateFailed, error.Message);
            return false;
        }
        if (current?.PhysicalId is null) return await CreateAsync(current, declared, type, properties).ConfigureAwait(false);
        if (current.IsComplete && JsonNode.DeepEquals(current.Properties, properties) && !type.AlwaysUpdates)
        {
            record.Change(changes => state.Put(changes, stack, Declared(current, declared)));
            return true;
        }
        return type.NeedsReplacement(current.Properties, properties)
            ? await ReplaceAsync(current, declared, type, properties).ConfigureAwait(false)
            : await UpdateAsync(current, declared, type, properties).ConfigureAwait(false);
    }

    private async Task<bool> CreateAsync(StackResource? begun, ResourceDeclaration declared, ResourceType type, JsonObject properties)
    {
        // Begun, with a name and without an id: the process ended before it could tell whether the resource was made.
        var resumed = begun is not null && begun.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);
        var resource = resumed ? begun! : New(declared, type, properties) with { Key = begun?.Key ?? NewKey(declared.LogicalId) };
        if (!resumed) record.Resource(resource, ResourceStatus.CreateInProgress);
        return await MakeAsync(resource, type, properties, resumed).ConfigureAwait(false);
    }

    private async Task<bool> ReplaceAsync(StackResource current, ResourceDeclaration declared, ResourceType type, JsonObject properties)
    {
        var next = New(declared, type, properties);
        if (next.PhysicalName == current.PhysicalName)
        {
            record.Resource(current, ResourceStatus.UpdateFailed,
                $"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {next.PhysicalName} and update the stack again.");
            return false;
        }
        record.Change(changes =>
        {
            state.Put(changes, stack, current with { Leaving = true });
            record.Resource(changes, next, ResourceStatus.UpdateInProgress,
                "Requested update requires the creation of a new physical resource; hence creating one.");
        });
        return await MakeAsync(next, type, properties, resumed: false).ConfigureAwait(false);
    }

    private async Task<bool> MakeAsync(StackResource resource, ResourceType type, JsonObject properties, bool resumed)
    {
        var verb = record.Read(() => stack.Resources.Exists(r => r.LogicalId == resource.LogicalId && r.Leaving)) ? "UPDATE" : "CREATE";
        var made = await CallAsync(type.CreateAsync, resource, type, properties, resumed).ConfigureAwait(false);
        if (made.Ok(out var values, out _) && plan.Resources[resource.LogicalId].ResourceSignal is { } signal && type is not WaitCondition)
        {
            record.Change(changes => state.Put(changes, stack, resource with { PhysicalId = values.Ref, Attributes = new(values.Attributes) }));
            if (await ResourceSignals.AwaitAsync(state, stack, resource.LogicalId, signal, stopping).ConfigureAwait(false) is { } unsignalled)
            {
                record.Resource(resource with { Properties = properties, PhysicalId = values.Ref, Attributes = new(values.Attributes) }, $"{verb}_FAILED", unsignalled);
                return false;
            }
        }
        return Done(resource, type, properties, made, verb);
    }

    private async Task<bool> UpdateAsync(StackResource current, ResourceDeclaration declared, ResourceType type, JsonObject properties)
    {
        var resource = Declared(current, declared);
        record.Resource(resource, ResourceStatus.UpdateInProgress);
        var updated = await CallAsync(call => type.UpdateAsync(call, current.Existing!), resource, type, properties, resumed: false).ConfigureAwait(false);
        // Whoever makes a custom resource says by another id that it is another one: the one that was is deleted when all has gone well
        if (type is CustomResource && updated.Ok(out var now, out _) && now.Ref != current.PhysicalId)
            record.Change(changes => state.Put(changes, stack, current with { Key = NewKey(current.LogicalId), Leaving = true }));
        return Done(resource, type, properties, updated, "UPDATE");
    }

    private bool Done(StackResource resource, ResourceType type, JsonObject properties, Result<ResourceValues> result, string verb)
    {
        if (!result.Ok(out var values, out var error))
        {
            // A provider that fails may have made something all the same: by the id that it gives it is told to delete it
            if (type is CustomResource && resource.PhysicalId is null && CustomResource.FailedId(error) is { } left)
                resource = resource with { PhysicalId = left, Properties = properties };
            record.Resource(resource, $"{verb}_FAILED", StackRecord.Reason(error));
            return false;
        }
        var done = resource with { Properties = properties, PhysicalId = values.Ref, Attributes = new(values.Attributes) };
        record.Resource(done, $"{verb}_COMPLETE", values.Note ?? type.Note(properties));
        return true;
    }

    private async ValueTask<Result<ResourceValues>> CallAsync(
        Func<ResourceCall, ValueTask<Result<ResourceValues>>> act, StackResource resource, ResourceType type, JsonObject properties, bool resumed)
    {
        try
        {
            var references = new DynamicReferences(state.Service.Host, state.Scope);
            if (DynamicReferences.Has(properties))
            {
                if (!references.Resolve(type.Name, properties).Ok(out var resolved, out var missing)) return missing;
                if (!type.Read(resolved).Ok(out var read, out missing)) return missing with { Message = references.Conceal(missing.Message) };
                properties = (JsonObject)read;
            }
            var call = new ResourceCall(state.Service.Host, state.Scope, resource.PhysicalName, properties, resumed, stopping)
            {
                Stacks = state,
                Stack = stack,
                LogicalId = resource.LogicalId,
                RollsBack = record.Read(() => stack.Status == StackStatus.UpdateRollbackInProgress),
            };
            var result = await act(call).ConfigureAwait(false);
            return result.Error is { } error ? error with { Message = references.Conceal(error.Message) } : result;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.ResourceFailed(state.Service.Logger, e, resource.LogicalId, resource.Type);
            return AwsError.InternalFailure;
        }
    }

    private Result<JsonObject> Evaluate(ResourceDeclaration declared, ResourceType type)
    {
        var evaluator = NewEvaluator();
        var evaluated = evaluator.Evaluate(declared.Properties);
        if (evaluator.Error is { } error) return error;
        lock (_imports) _imports.UnionWith(evaluator.Imports);
        // The whole of Properties may be a function, and that function may give anything.
        if (evaluated is not (JsonObject or null)) return TemplateError.Format($"[/Resources/{declared.LogicalId}] Every Properties member must be an object.");
        return type.Read(evaluated as JsonObject ?? []).Ok(out var properties, out error) ? (JsonObject)properties : error;
    }

    private Evaluator NewEvaluator() => plan.Evaluator(
        id => record.Read(() => stack.Resource(id)?.Values),
        name => record.Read(() => state.Export(name)?.Output.Value));

    private StackResource New(ResourceDeclaration declared, ResourceType type, JsonObject properties) => Declared(new()
    {
        Key = NewKey(declared.LogicalId),
        LogicalId = declared.LogicalId,
        Type = declared.Type,
        PhysicalName = Name(type, properties) ?? type.GenerateName(stack.Name, declared.LogicalId, properties),
        Properties = properties,
        Status = ResourceStatus.CreateInProgress,
        Timestamp = state.Time.GetUtcNow(),
    }, declared);

    private string? Name(ResourceType type, JsonObject properties)
    {
        var name = Scalars.Member(properties, type.NameProperty ?? "");
        if (name?.Contains(DynamicReferences.Opening, StringComparison.Ordinal) != true) return name;
        var resolved = new DynamicReferences(state.Service.Host, state.Scope).Resolve(JsonValue.Create(name), $"{type.Name}/{type.NameProperty}");
        return resolved.Ok(out var value, out _) ? Scalars.Text(value) : name;
    }

    /// <summary>With what the template says of it besides its properties.</summary>
    private StackResource Declared(StackResource resource, ResourceDeclaration declared) => resource with
    {
        DeletionPolicy = declared.DeletionPolicy,
        UpdateReplacePolicy = declared.UpdateReplacePolicy,
        Metadata = declared.Metadata?.DeepClone(),
        Needs = [.. plan.Graph.Needs(declared.LogicalId)],
    };

    private string NewKey(string logicalId) => $"{logicalId}-{Guid.NewGuid():N}";
}
