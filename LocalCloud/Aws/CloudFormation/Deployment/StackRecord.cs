using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>Writes what happens to one stack: its state and, with it, the event that tells of it.</summary>
internal sealed class StackRecord(StackState state, Stack stack)
{
    /// <summary>As an event gives it: in the words of the handler that makes resources of the type, where a service has spoken.</summary>
    public static string Reason(AwsError error, string type) =>
        error.Code is "" or "ValidationError" ? error.Message : HandlerFailure.Of(error, type);

    public T Read<T>(Func<T> read) => state.Service.Host.Read(state, _ => read());

    /// <summary>
    /// Every change of the stack goes through here, under the state's gate. Nobody waits for the disk: rows reach it in the order of the
    /// changes, so what a service does afterwards is never there without the row that announced it, and what is lost of the end is done
    /// again.
    /// </summary>
    public void Change(Action<Changes> change)
    {
        var written = state.Service.Host.ChangeAsync<StackState, Nothing>(state, (_, changes) =>
        {
            change(changes);
            return Nothing.Instance;
        });
        if (written.IsCompleted)
            written.GetAwaiter().GetResult();
        else
            _ = written.AsTask();
    }

    public void Status(string status, string? reason = null, Action<Changes>? also = null) =>
        Change(changes =>
        {
            also?.Invoke(changes);
            Status(changes, state, stack, status, reason);
        });

    public void Resource(StackResource resource, string status, string? reason = null) =>
        Change(changes => Resource(changes, resource, status, reason));

    /// <param name="physicalId">What the event names in the place of the resource's own id: the one that it replaces.</param>
    public void Resource(Changes changes, StackResource resource, string status, string? reason = null, string? physicalId = null)
    {
        var now = resource with { Status = status, StatusReason = reason, Timestamp = Next(state, stack) };
        state.Put(changes, stack, now);
        state.Add(
            changes,
            stack,
            new(
                $"{now.LogicalId}-{(status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : $"{status}-{now.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ}")}",
                now.LogicalId,
                physicalId ?? now.PhysicalId ?? "",
                now.Type,
                now.Timestamp,
                status,
                reason,
                Shown(now.Properties),
                stack.Options.ClientRequestToken
            )
        );
    }

    /// <summary>Values of NoEcho parameters stand in no event.</summary>
    private string Shown(JsonObject properties)
    {
        var text = properties.ToJsonString();
        foreach (var parameter in stack.Source.Declared?.Parameters.Values.Where(p => p.NoEcho) ?? [])
            if ((stack.Source.Parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default) is { Length: > 0 } secret)
                text = text.Replace(JsonEncodedText.Encode(secret).ToString(), "****", StringComparison.Ordinal);
        return text;
    }

    /// <summary>
    /// A deletion that waits begins in the same change in which the stack comes to rest, so that nothing gets in between.
    /// </summary>
    public static void Status(Changes changes, StackState state, Stack stack, string status, string? reason = null)
    {
        Put(changes, state, stack, status, reason);
        if (!stack.DeletionWaits || stack.IsBusy)
            return;
        stack.DeletionWaits = false;
        Put(changes, state, stack, StackStatus.DeleteInProgress, "User Initiated");
    }

    /// <summary>
    /// Of a stack each event is later than the one before: who sorts them by their times, as told in milliseconds, has their order.
    /// </summary>
    private static DateTimeOffset Next(StackState state, Stack stack)
    {
        var now = state.Time.GetUtcNow();
        var last = stack.Events.Count == 0 ? DateTimeOffset.MinValue : stack.Events[^1].Timestamp;
        return now - last >= TimeSpan.FromMilliseconds(1) ? now : last.AddMilliseconds(1);
    }

    private static void Put(Changes changes, StackState state, Stack stack, string status, string? reason)
    {
        (stack.Status, stack.StatusReason) = (status, reason);
        // A creation that is taken back counts as deleted too
        if (status is StackStatus.DeleteInProgress or StackStatus.RollbackInProgress)
            stack.Deleted = state.Time.GetUtcNow();
        state.Put(changes, stack);
        if (!stack.IsBusy)
            state.Moved.ReleaseAll();
        state.Add(
            changes,
            stack,
            new(
                Guid.NewGuid().ToString(),
                stack.Name,
                stack.StackId,
                "AWS::CloudFormation::Stack",
                Next(state, stack),
                status,
                reason,
                null,
                stack.Options.ClientRequestToken
            )
        );
    }
}
