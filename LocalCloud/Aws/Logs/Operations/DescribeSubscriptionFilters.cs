using LocalCloud.Aws.Logs.Subscriptions;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeSubscriptionFiltersRequest(string? LogGroupName, string? FilterNamePrefix, string? NextToken, int? Limit);

internal sealed record DescribeSubscriptionFiltersResponse(List<SubscriptionFilter> SubscriptionFilters, string? NextToken);

internal static class DescribeSubscriptionFilters
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "DescribeSubscriptionFilters",
        LogsJson.Default.DescribeSubscriptionFiltersRequest,
        LogsJson.Default.DescribeSubscriptionFiltersResponse,
        Handle,
        Members.Group<DescribeSubscriptionFiltersRequest>(r => r.LogGroupName).Required(),
        Members.Filter<DescribeSubscriptionFiltersRequest>(r => r.FilterNamePrefix, "filterNamePrefix"),
        Members.Token<DescribeSubscriptionFiltersRequest>(r => r.NextToken),
        Members.Limit<DescribeSubscriptionFiltersRequest>(r => r.Limit)
    );

    private static Result<DescribeSubscriptionFiltersResponse> Handle(
        LogsState state,
        DescribeSubscriptionFiltersRequest request,
        Context context
    )
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        var found = group
            .Row.SubscriptionFilters.Where(f => f.FilterName!.StartsWith(request.FilterNamePrefix ?? "", StringComparison.Ordinal))
            .OrderBy(f => f.FilterName, StringComparer.Ordinal);
        return Members.Pages.ByItem(found, f => f.FilterName!, request.NextToken, request.Limit).Ok(out var page, out error)
            ? new DescribeSubscriptionFiltersResponse(page.Items, page.NextToken)
            : error;
    }
}
