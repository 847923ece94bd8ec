using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>
/// Takes a busy stack to rest. What is to be done follows from its status alone, which is on disk: so a stack whose process died
/// is taken up with the same call at the next start.
/// </summary>
internal sealed class StackDeployment(StackState state, Stack stack, CancellationToken stopping)
{
    private readonly StackRecord _record = new(state, stack);

    public async Task RunAsync()
    {
        try
        {
            while (_record.Read(() => stack.IsBusy))
                await StepAsync(_record.Read(() => stack.Status)).ConfigureAwait(false);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The store may be gone already; the next start goes on from what is on disk.
        }
        catch (Exception e)
        {
            Log.StackFailed(state.Service.Logger, e, stack.StackId);
            _record.Status(Failed(stack.Status), "Internal Failure");
        }
    }

    private static string Failed(string busy) =>
        busy switch
        {
            StackStatus.CreateInProgress => StackStatus.CreateFailed,
            StackStatus.RollbackInProgress => StackStatus.RollbackFailed,
            StackStatus.DeleteInProgress => StackStatus.DeleteFailed,
            StackStatus.UpdateRollbackInProgress or StackStatus.UpdateRollbackCleanup => StackStatus.UpdateRollbackFailed,
            _ => StackStatus.UpdateFailed,
        };

    private Task StepAsync(string status) =>
        status switch
        {
            StackStatus.CreateInProgress => CreateAsync(),
            StackStatus.RollbackInProgress => DeleteAllAsync(StackStatus.RollbackComplete, StackStatus.RollbackFailed, OfNew),
            StackStatus.DeleteInProgress => DeleteAsync(),
            StackStatus.UpdateInProgress => UpdateAsync(),
            StackStatus.UpdateCleanup => CleanUpAsync(StackStatus.UpdateComplete),
            StackStatus.UpdateRollbackInProgress => RollBackUpdateAsync(),
            StackStatus.UpdateRollbackCleanup => CleanUpAsync(StackStatus.UpdateRollbackComplete),
            _ => throw new InvalidOperationException($"No way on from {status}"),
        };

    private async Task CreateAsync()
    {
        if (await ConvergeAsync(StackStatus.CreateComplete).ConfigureAwait(false) is not { } failure)
            return;
        switch (stack.Options.OnFailure)
        {
            case "DO_NOTHING":
                _record.Status(StackStatus.CreateFailed, failure);
                break;
            case "DELETE":
                _record.Status(StackStatus.DeleteInProgress, $"{failure.TrimEnd()} Delete requested by user.");
                break;
            default:
                _record.Status(StackStatus.RollbackInProgress, $"{failure.TrimEnd()} Rollback requested by user.");
                break;
        }
    }

    private async Task UpdateAsync()
    {
        if (await ConvergeAsync(StackStatus.UpdateCleanup).ConfigureAwait(false) is not { } failure)
            return;
        if (stack.Options.OnFailure == "DO_NOTHING" && !_record.Read(() => stack.UpdateCancelled))
            _record.Status(StackStatus.UpdateFailed, failure);
        else
            _record.Status(StackStatus.UpdateRollbackInProgress, failure, BringBackReplaced);
    }

    private async Task RollBackUpdateAsync()
    {
        if (await ConvergeAsync(StackStatus.UpdateRollbackCleanup).ConfigureAwait(false) is { } failure)
            _record.Status(StackStatus.UpdateRollbackFailed, failure);
    }

    /// <summary>In a rollback the replaced resource is the current one again, and what was to replace it leaves.</summary>
    private void BringBackReplaced(Changes changes) => BringBackReplaced(state, stack, changes);

    /// <inheritdoc cref="BringBackReplaced(Changes)"/>
    public static void BringBackReplaced(StackState state, Stack stack, Changes changes)
    {
        stack.UpdateCancelled = false;
        foreach (var old in stack.Resources.Where(r => r.Leaving).ToArray())
        {
            if (stack.Resource(old.LogicalId) is { } replacement)
                state.Put(changes, stack, replacement with { Leaving = true });
            state.Put(changes, stack, old with { Leaving = false });
        }
        if (stack.Previous is { } previous)
            (stack.Source, stack.Previous) = (previous, null);
    }

    /// <returns>Null when the stack is at <paramref name="done"/>, else why not.</returns>
    private async Task<string?> ConvergeAsync(string done)
    {
        if (!Plan.Make(stack.Source, stack.Name, stack.StackId, state.Scope).Ok(out var plan, out var invalid))
            return invalid.Message;
        if (_record.Read(() => plan.MissingImport(name => state.Export(name)?.Output.Value)) is { } missing)
            return missing.Message;
        var convergence = new Convergence(state, stack, plan, _record, stopping);
        if (await convergence.RunAsync().ConfigureAwait(false) is { } failure)
            return failure;
        if (!convergence.Outputs().Ok(out var outputs, out var error))
            return error.Message;
        if (_record.Read(() => ExportConflict(outputs)) is { } conflict)
            return conflict;
        _record.Status(done, also: changes =>
        {
            foreach (var gone in stack.Resources.Where(r => !r.Leaving && !plan.Resources.ContainsKey(r.LogicalId)).ToArray())
                state.Put(changes, stack, gone with { Leaving = true });
            stack.Former = stack.Previous ?? stack.Former;
            (stack.Outputs, stack.Imports, stack.Previous, stack.Skipped) = (outputs, convergence.Imports, null, []);
        });
        return null;
    }

    private string? ExportConflict(List<StackOutput> outputs)
    {
        foreach (var export in outputs.Where(o => o.ExportName is not null))
            if (state.Export(export.ExportName!) is { } other && other.Stack != stack)
                return $"Export with name {export.ExportName} is already exported by stack {other.Stack.Name}.";
        foreach (var before in stack.Outputs.Where(o => o.ExportName is not null))
            if (
                outputs.Find(o => o.ExportName == before.ExportName)?.Value is var now
                && now != before.Value
                && Importer(before.ExportName!) is { } importer
            )
                return $"Export {before.ExportName} cannot be {(now is null ? "deleted" : "updated")} as it is in use by {importer}";
        return null;
    }

    private string? Importer(string export) => state.Importers(export).FirstOrDefault(s => s != stack)?.Name;

    private async Task CleanUpAsync(string done)
    {
        var leaving = _record.Read(() => stack.Resources.Where(r => r.Leaving).ToArray());
        var rollsBack = done == StackStatus.UpdateRollbackComplete;
        // A replaced resource obeys its UpdateReplacePolicy, one that the template no longer has its DeletionPolicy.
        await new Removal(state, stack, _record, stopping)
            .RunAsync(leaving, r => stack.Resource(r.LogicalId) is not null ? r.UpdateReplacePolicy
                : rollsBack ? OfNew(r)
                : OfOld(r))
            .ConfigureAwait(false);
        _record.Status(done, also: changes =>
        {
            foreach (var gone in leaving)
                state.Remove(changes, stack, gone);
        });
    }

    /// <summary>What holds for a resource that a creation or an update had only just made, when that is taken back.</summary>
    private string OfNew(StackResource resource) =>
        resource.DeletionPolicy == "RetainExceptOnCreate" || (stack.Options.RetainExceptOnCreate && resource.DeletionPolicy == "Retain")
            ? "Delete"
            : resource.DeletionPolicy;

    private static string OfOld(StackResource resource) =>
        resource.DeletionPolicy == "RetainExceptOnCreate" ? "Retain" : resource.DeletionPolicy;

    private async Task DeleteAsync()
    {
        var inUse = _record.Read(() => stack.Outputs.Find(o => o.ExportName is not null && Importer(o.ExportName) is not null));
        if (inUse is not null)
        {
            _record.Status(
                StackStatus.DeleteFailed,
                $"Delete canceled. Cannot delete export {inUse.ExportName} as it is in use by "
                    + $"{_record.Read(() => Importer(inUse.ExportName!))}."
            );
            return;
        }
        await DeleteAllAsync(StackStatus.DeleteComplete, StackStatus.DeleteFailed, r =>
                stack.Options.RetainResources.Contains(r.LogicalId) ? "Retain" : OfOld(r)
            )
            .ConfigureAwait(false);
    }

    private async Task DeleteAllAsync(string done, string failed, Func<StackResource, string> policy)
    {
        var resources = _record.Read(() => stack.Resources.ToArray());
        var left = await new Removal(state, stack, _record, stopping).RunAsync(resources, policy).ConfigureAwait(false);
        if (left.Count > 0 && !(stack.Options.ForcesDeletion && done == StackStatus.DeleteComplete))
            _record.Status(failed, $"The following resource(s) failed to delete: [{string.Join(", ", left)}]. ");
        else
            _record.Status(done, also: _ => stack.Imports = []);
    }
}
