using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>Deletes resources of a stack, those first that others do not need.</summary>
internal sealed class Removal(StackState state, Stack stack, StackRecord record, CancellationToken stopping)
{
    /// <param name="policy">Retain: it stays, though the stack forgets it; Snapshot: its data do.</param>
    /// <returns>The logical ids that could not be deleted.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<StackResource> resources, Func<StackResource, string> policy)
    {
        var byKey = resources.Where(r => r.Status != ResourceStatus.DeleteComplete).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var byLogicalId = byKey.Values.ToLookup(r => r.LogicalId, r => r.Key, StringComparer.Ordinal);
        var graph = DependencyGraph.Of(byKey.Keys, key => byKey[key].Needs.SelectMany(id => byLogicalId[id])).Reversed();
        var failed = await GraphRun
            .AllAsync(graph, key => DeleteAsync(byKey[key], policy(byKey[key])), stopAtFailure: false, stopping)
            .ConfigureAwait(false);
        return [.. failed.Select(key => byKey[key].LogicalId)];
    }

    private async Task<bool> DeleteAsync(StackResource resource, string policy)
    {
        if (policy == "Retain")
        {
            record.Resource(resource, ResourceStatus.DeleteSkipped);
            return true;
        }
        if (resource.Existing is { } existing)
        {
            record.Resource(resource, ResourceStatus.DeleteInProgress);
            if (await CallAsync(resource, existing, policy == "Snapshot").ConfigureAwait(false) is { } error)
            {
                record.Resource(resource, ResourceStatus.DeleteFailed, StackRecord.Reason(error, resource.Type));
                return false;
            }
        }
        record.Resource(resource, ResourceStatus.DeleteComplete);
        return true;
    }

    private async Task<AwsError?> CallAsync(StackResource resource, ExistingResource existing, bool snapshot)
    {
        try
        {
            var call = new ResourceCall(
                state.Service.Host,
                state.Scope,
                resource.PhysicalName,
                resource.Properties,
                Resumed: false,
                stopping
            )
            {
                Stacks = state,
                Stack = stack,
                LogicalId = resource.LogicalId,
                Snapshot = snapshot,
            };
            var result = await ResourceTypes.Find(resource.Type)!.DeleteAsync(call, existing).ConfigureAwait(false);
            return result.Error;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.ResourceFailed(state.Service.Logger, e, resource.LogicalId, resource.Type);
            return AwsError.InternalFailure;
        }
    }
}
