using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record SubscriptionFilterRequest(string? LogGroupName, string? FilterName);

internal static class DeleteSubscriptionFilter
{
    public static readonly Operation Definition = Operation<LogsState>.Define<SubscriptionFilterRequest>(
        "DeleteSubscriptionFilter",
        LogsJson.Default.SubscriptionFilterRequest,
        Handle,
        Members.Group<SubscriptionFilterRequest>(r => r.LogGroupName).Required(),
        Members.Filter<SubscriptionFilterRequest>(r => r.FilterName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, SubscriptionFilterRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        if (group.Row.SubscriptionFilters.All(f => f.FilterName != request.FilterName))
            return Errors.NotFound("The specified subscription filter does not exist.");
        state.Put(
            context.Changes,
            group,
            group.Row with
            {
                SubscriptionFilters = [.. group.Row.SubscriptionFilters.Where(f => f.FilterName != request.FilterName)],
            }
        );
        return Nothing.Instance;
    }
}
