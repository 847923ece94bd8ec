using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>Writes what happens to one stack: its state and, with it, the event that tells of it.</summary>
internal sealed class StackRecord(StackState state, Stack stack)
{
    public T Read<T>(Func<T> read) => state.Service.Host.Read(state, _ => read());

    /// <summary>Every change of the stack goes through here: under the state's gate, on disk when it returns.</summary>
    public async ValueTask ChangeAsync(Action<Changes> change) =>
        await state.Service.Host.ChangeAsync<StackState, Nothing>(state, (_, changes) =>
        {
            change(changes);
            return Nothing.Instance;
        }).ConfigureAwait(false);

    public ValueTask StatusAsync(string status, string? reason = null, Action<Changes>? also = null) => ChangeAsync(changes =>
    {
        also?.Invoke(changes);
        Status(changes, state, stack, status, reason);
    });

    public ValueTask ResourceAsync(StackResource resource, string status, string? reason = null) =>
        ChangeAsync(changes => Resource(changes, resource, status, reason));

    /// <returns>The resource as it is now kept.</returns>
    public StackResource Resource(Changes changes, StackResource resource, string status, string? reason = null)
    {
        var now = resource with { Status = status, StatusReason = reason, Timestamp = state.Time.GetUtcNow() };
        state.Put(changes, stack, now);
        state.Add(changes, stack, new(
            $"{now.LogicalId}-{(status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : $"{status}-{now.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ}")}",
            now.LogicalId, now.PhysicalId ?? "", now.Type, now.Timestamp, status, reason, now.Properties.ToJsonString(), stack.Options.ClientRequestToken));
        return now;
    }

    /// <summary>A deletion that waits begins in the same change in which the stack comes to rest, so that nothing gets in between.</summary>
    public static void Status(Changes changes, StackState state, Stack stack, string status, string? reason = null)
    {
        Put(changes, state, stack, status, reason);
        if (!stack.DeletionWaits || stack.IsBusy) return;
        stack.DeletionWaits = false;
        Put(changes, state, stack, StackStatus.DeleteInProgress, "User Initiated");
    }

    private static void Put(Changes changes, StackState state, Stack stack, string status, string? reason)
    {
        (stack.Status, stack.StatusReason) = (status, reason);
        state.Put(changes, stack);
        state.Add(changes, stack, new(
            Guid.NewGuid().ToString(), stack.Name, stack.StackId, "AWS::CloudFormation::Stack", state.Time.GetUtcNow(), status, reason, null,
            stack.Options.ClientRequestToken));
    }
}
