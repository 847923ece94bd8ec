namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeSubscriptionFiltersRequest(string? LogGroupName, string? FilterNamePrefix, string? NextToken, int? Limit);

internal sealed record DescribeSubscriptionFiltersResponse(List<string> SubscriptionFilters);

/// <summary>None can be made, and so there are none.</summary>
internal static class DescribeSubscriptionFilters
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "DescribeSubscriptionFilters", LogsJson.Default.DescribeSubscriptionFiltersRequest, LogsJson.Default.DescribeSubscriptionFiltersResponse, Handle,
        Members.Group<DescribeSubscriptionFiltersRequest>(r => r.LogGroupName).Required(), Members.Limit<DescribeSubscriptionFiltersRequest>(r => r.Limit))
        .Lacking("PutSubscriptionFilter is not supported, so the list is always empty");

    private static Result<DescribeSubscriptionFiltersResponse> Handle(LogsState state, DescribeSubscriptionFiltersRequest request, Context context) =>
        state.Find(request.LogGroupName!).Ok(out _, out var error) ? new DescribeSubscriptionFiltersResponse([]) : error;
}
