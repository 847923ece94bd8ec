using System.Text;

namespace LocalCloud.Aws.CloudWatch.Dashboards;

internal sealed record ListDashboardsRequest(string? DashboardNamePrefix, string? NextToken);

internal sealed record ListDashboardsResponse(List<DashboardEntry> DashboardEntries, string? NextToken);

internal sealed record DashboardEntry(string DashboardName, string DashboardArn, DateTimeOffset LastModified, long Size);

internal static class ListDashboards
{
    private const int Most = 1000;

    public static readonly Operation<CloudWatchState, ListDashboardsRequest, ListDashboardsResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<ListDashboardsRequest, ListDashboardsResponse>(
            "ListDashboards",
            CloudWatchJson.Default.ListDashboardsRequest,
            CloudWatchJson.Default.ListDashboardsResponse,
            HandleAsync
        );

    private static ValueTask<Result<ListDashboardsResponse>> HandleAsync(
        CloudWatchState state,
        ListDashboardsRequest request,
        Context context
    ) =>
        new(
            context
                .Host.Read(Home.Of(state), home =>
                    Errors.Pages.ByKey(Named(home, request.DashboardNamePrefix ?? ""), d => d.Name, request.NextToken, Most)
                )
                .Ok(out var page, out var error)
                ? new ListDashboardsResponse(page.Items.ConvertAll(d => Entry(state, d)), page.NextToken)
                : error
        );

    private static IEnumerable<Dashboard> Named(CloudWatchState home, string prefix) =>
        home.Dashboards.Values.Where(d => d.Name.StartsWith(prefix, StringComparison.Ordinal));

    private static DashboardEntry Entry(CloudWatchState state, Dashboard dashboard) =>
        new(dashboard.Name, Home.Arn(state, dashboard.Name), dashboard.Modified, Encoding.UTF8.GetByteCount(dashboard.Body));
}
