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
    private const string InitiatedReason = "Resource creation Initiated";

    private readonly HashSet<string> _imports = [];

    /// <summary>A resource has failed: those that wait for somebody are given up.</summary>
    private bool _failed;

    /// <returns>Null, or why it did not succeed.</returns>
    public async Task<string?> RunAsync()
    {
        var failed = await GraphRun.AllAsync(plan.Graph, ResourceAsync, stopAtFailure: true, stopping).ConfigureAwait(false);
        if (failed.Count == 0)
            return null;
        var byVerb = record.Read(() =>
            failed.ToLookup(id => stack.Resource(id)?.Status == ResourceStatus.UpdateFailed ? "update" : "create")
        );
        return string.Concat(
            new[] { "create", "update" }
                .Where(byVerb.Contains)
                .Select(verb => $"The following resource(s) failed to {verb}: [{string.Join(", ", byVerb[verb])}]. ")
        );
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
                if (
                    !new DynamicReferences(state.Service.Host, state.Scope)
                        .Resolve(JsonValue.Create(value), "Outputs")
                        .Ok(out var resolved, out var missing)
                )
                    return missing;
                value = Scalars.Text(resolved);
            }
            var export = output.ExportName is null ? null : evaluator.Text(output.ExportName, $"Export of output {output.Name}");
            outputs.Add(new(output.Name, value, output.Description, export));
        }
        if (evaluator.Error is { } error)
            return error;
        _imports.UnionWith(evaluator.Imports);
        return outputs;
    }

    public HashSet<string> Imports => _imports;

    private async Task<bool> ResourceAsync(string logicalId)
    {
        if (await OneAsync(logicalId).ConfigureAwait(false))
            return true;
        record.Read(() =>
        {
            state.Moved.ReleaseAll();
            return _failed = true;
        });
        return false;
    }

    private async Task<bool> OneAsync(string logicalId)
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
            if (current is not null)
                record.Resource(current, ResourceStatus.UpdateFailed, "Resource update cancelled");
            return false;
        }
        if (!Evaluate(declared, type).Ok(out var properties, out var error))
        {
            var unchanged = current ?? New(declared, type, []);
            record.Resource(
                unchanged,
                current?.PhysicalId is null ? ResourceStatus.CreateFailed : ResourceStatus.UpdateFailed,
                error.Message
            );
            return false;
        }
        if (current is null or { PhysicalId: null } or { Status: ResourceStatus.CreateInProgress })
            return await CreateAsync(current, declared, type, properties).ConfigureAwait(false);
        if (
            current.IsComplete
            && JsonNode.DeepEquals(current.Properties, properties)
            && !type.AlwaysUpdates
            && ResourceTags.Same(type, current, stack.Source)
        )
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
        if (!resumed)
            record.Resource(resource, ResourceStatus.CreateInProgress);
        return await MakeAsync(resource, type, properties, resumed).ConfigureAwait(false);
    }

    private async Task<bool> ReplaceAsync(StackResource current, ResourceDeclaration declared, ResourceType type, JsonObject properties)
    {
        var next = New(declared, type, properties);
        if (next.PhysicalName == current.PhysicalName)
        {
            record.Resource(
                current,
                ResourceStatus.UpdateFailed,
                $"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {next.PhysicalName} and "
                    + "update the stack again."
            );
            return false;
        }
        record.Change(changes =>
        {
            state.Put(changes, stack, current with { Leaving = true });
            record.Resource(
                changes,
                next,
                ResourceStatus.UpdateInProgress,
                "Requested update requires the creation of a new physical resource; hence creating one.",
                current.PhysicalId
            );
        });
        return await MakeAsync(next, type, properties, resumed: false).ConfigureAwait(false);
    }

    private async Task<bool> MakeAsync(StackResource resource, ResourceType type, JsonObject properties, bool resumed)
    {
        var verb = record.Read(() => stack.Resources.Exists(r => r.LogicalId == resource.LogicalId && r.Leaving)) ? "UPDATE" : "CREATE";
        // One that was there when the process ended, and waited for its signals
        var made =
            resumed && resource is { PhysicalId: not null } && Signal(resource) is not null
                ? resource.Values!
                : await CallAsync(type.CreateAsync, resource, type, properties, resumed, id =>
                    {
                        if (resource.PhysicalId is null)
                            resource = Initiated(resource with { Properties = properties }, id, verb);
                    })
                    .ConfigureAwait(false);
        if (made.Ok(out var values, out _) && Signal(resource) is { } signal)
        {
            if (resource.PhysicalId is null)
                resource = Initiated(resource with { Attributes = new(values.Attributes) }, values.Ref, verb);
            if (
                await ResourceSignals.AwaitAsync(state, stack, resource.LogicalId, signal, IsGivenUp, stopping).ConfigureAwait(false) is
                { } unsignalled
            )
            {
                record.Resource(resource with { Properties = properties }, $"{verb}_FAILED", unsignalled);
                return false;
            }
        }
        return Done(resource, type, properties, made, verb);
    }

    /// <summary>A wait condition waits by itself.</summary>
    private JsonObject? Signal(StackResource resource) =>
        resource.Type == "AWS::CloudFormation::WaitCondition" ? null : plan.Resources[resource.LogicalId].ResourceSignal;

    private async Task<bool> UpdateAsync(StackResource current, ResourceDeclaration declared, ResourceType type, JsonObject properties)
    {
        var resource = Declared(current, declared);
        record.Resource(resource, ResourceStatus.UpdateInProgress);
        var updated = await CallAsync(
                call => type.UpdateAsync(call, ResourceTags.Existing(type, stack, current)),
                resource,
                type,
                properties,
                resumed: false
            )
            .ConfigureAwait(false);
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
            record.Resource(resource, $"{verb}_FAILED", StackRecord.Reason(error, resource.Type));
            return false;
        }
        var done = resource with { Properties = properties, PhysicalId = values.Ref, Attributes = new(values.Attributes) };
        record.Change(changes =>
        {
            // In one with the end: what is on disk as begun, without an id, is made again after a crash
            if (resource.PhysicalId is null)
                record.Resource(changes, done, $"{verb}_IN_PROGRESS", InitiatedReason);
            record.Resource(changes, done, $"{verb}_COMPLETE", values.Note ?? type.Note(properties));
        });
        return true;
    }

    /// <summary>It has an id from here on, though it may not be ready.</summary>
    private StackResource Initiated(StackResource resource, string physicalId, string verb)
    {
        var initiated = resource with { PhysicalId = physicalId };
        record.Resource(initiated, $"{verb}_IN_PROGRESS", InitiatedReason);
        return initiated;
    }

    /// <summary>Asked under the gate.</summary>
    private bool IsGivenUp() => _failed || ResourceSignals.IsCancelled(stack);

    private async ValueTask<Result<ResourceValues>> CallAsync(
        Func<ResourceCall, ValueTask<Result<ResourceValues>>> act,
        StackResource resource,
        ResourceType type,
        JsonObject properties,
        bool resumed,
        Action<string>? initiated = null
    )
    {
        try
        {
            var references = new DynamicReferences(state.Service.Host, state.Scope);
            if (DynamicReferences.Has(properties))
            {
                if (!references.Resolve(type.Name, properties).Ok(out var resolved, out var missing))
                    return missing;
                if (!type.Read(resolved).Ok(out var read, out missing))
                    return missing with { Message = references.Conceal(missing.Message) };
                properties = (JsonObject)read;
            }
            properties = ResourceTags.With(type, properties, stack, resource.LogicalId, stack.Source.Tags);
            var call = new ResourceCall(state.Service.Host, state.Scope, resource.PhysicalName, properties, resumed, stopping)
            {
                Stacks = state,
                Stack = stack,
                LogicalId = resource.LogicalId,
                IsGivenUp = IsGivenUp,
                Initiated = initiated,
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
        if (evaluator.Error is { } error)
            return error;
        lock (_imports)
            _imports.UnionWith(evaluator.Imports);
        // The whole of Properties may be a function, and that function may give anything.
        if (evaluated is not (JsonObject or null))
            return TemplateError.Format($"[/Resources/{declared.LogicalId}] Every Properties member must be an object.");
        if (type.Read(evaluated as JsonObject ?? []).Ok(out var properties, out error))
            return (JsonObject)properties;
        return Shape.IsFault(error)
            ? error with
            {
                Message = $"Properties validation failed for resource {declared.LogicalId} with message:\n{error.Message}",
            }
            : error;
    }

    private Evaluator NewEvaluator() =>
        plan.Evaluator(
            id => record.Read(() => stack.Resource(id)?.Values),
            name => record.Read(() => state.Export(name)?.Output.Value),
            id => record.Read(() => stack.Resource(id)?.Named)
        );

    private StackResource New(ResourceDeclaration declared, ResourceType type, JsonObject properties) =>
        Declared(
            new()
            {
                Key = NewKey(declared.LogicalId),
                LogicalId = declared.LogicalId,
                Type = declared.Type,
                PhysicalName = Name(type, properties) ?? type.GenerateName(stack.Name, declared.LogicalId, properties),
                Properties = properties,
                Status = ResourceStatus.CreateInProgress,
                Timestamp = state.Time.GetUtcNow(),
            },
            declared
        );

    private string? Name(ResourceType type, JsonObject properties)
    {
        var name = Scalars.Member(properties, type.NameProperty ?? "");
        if (name?.Contains(DynamicReferences.Opening, StringComparison.Ordinal) != true)
            return name;
        var resolved = new DynamicReferences(state.Service.Host, state.Scope).Resolve(
            JsonValue.Create(name),
            $"{type.Name}/{type.NameProperty}"
        );
        return resolved.Ok(out var value, out _) ? Scalars.Text(value) : name;
    }

    /// <summary>With what the template says of it besides its properties.</summary>
    private StackResource Declared(StackResource resource, ResourceDeclaration declared) =>
        resource with
        {
            DeletionPolicy = declared.DeletionPolicy,
            UpdateReplacePolicy = declared.UpdateReplacePolicy,
            Metadata = declared.Metadata?.DeepClone(),
            Needs = [.. plan.Graph.Needs(declared.LogicalId)],
            StackTags = stack.Source.Tags,
        };

    private string NewKey(string logicalId) => $"{logicalId}-{Guid.NewGuid():N}";
}
