namespace LocalCloud.Aws.Logs.Operations;

internal sealed record MetricFilterRequest(string? LogGroupName, string? FilterName);

internal static class DeleteMetricFilter
{
    public static readonly Operation Definition = Operation<LogsState>.Define<MetricFilterRequest>(
        "DeleteMetricFilter",
        LogsJson.Default.MetricFilterRequest,
        Handle,
        Members.Group<MetricFilterRequest>(r => r.LogGroupName).Required(),
        Members.Filter<MetricFilterRequest>(r => r.FilterName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, MetricFilterRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        if (group.Row.MetricFilters.All(f => f.FilterName != request.FilterName))
            return Errors.NotFound("The specified metric filter does not exist.");
        state.Put(
            context.Changes,
            group,
            group.Row with
            {
                MetricFilters = [.. group.Row.MetricFilters.Where(f => f.FilterName != request.FilterName)],
            }
        );
        return Nothing.Instance;
    }
}
