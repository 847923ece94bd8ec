namespace LocalCloud.Aws.CloudWatch.Dashboards;

internal sealed record DashboardNamesRequest(List<string>? DashboardNames);

/// <summary>Without members; in the query protocol it is an element all the same, which older clients look for.</summary>
internal sealed record DeleteDashboardsResponse;

/// <summary>All of them, or none when one is not there.</summary>
internal static class DeleteDashboards
{
    public static readonly Operation<CloudWatchState, DashboardNamesRequest, DeleteDashboardsResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<DashboardNamesRequest, DeleteDashboardsResponse>(
            "DeleteDashboards",
            CloudWatchJson.Default.DashboardNamesRequest,
            CloudWatchJson.Default.DeleteDashboardsResponse,
            HandleAsync,
            Must.Member<DashboardNamesRequest>("dashboardNames", r => r.DashboardNames).Required()
        );

    private static ValueTask<Result<DeleteDashboardsResponse>> HandleAsync(
        CloudWatchState state,
        DashboardNamesRequest request,
        Context context
    ) => context.Host.ChangeAsync<CloudWatchState, DeleteDashboardsResponse>(Home.Of(state), (home, changes) =>
        {
            if (request.DashboardNames!.Find(name => !home.Dashboards.ContainsKey(name)) is { } missing)
                return Home.NotFound(missing);
            request.DashboardNames!.ForEach(name => home.DeleteDashboard(changes, name));
            return new DeleteDashboardsResponse();
        });
}
