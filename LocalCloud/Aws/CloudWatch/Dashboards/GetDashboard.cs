namespace LocalCloud.Aws.CloudWatch.Dashboards;

internal sealed record DashboardRequest(string? DashboardName);

internal sealed record GetDashboardResponse(string DashboardArn, string DashboardBody, string DashboardName);

internal static class GetDashboard
{
    public static readonly Operation<CloudWatchState, DashboardRequest, GetDashboardResponse> Definition =
        Operation<CloudWatchState>.DefineAsync<DashboardRequest, GetDashboardResponse>(
            "GetDashboard",
            CloudWatchJson.Default.DashboardRequest,
            CloudWatchJson.Default.GetDashboardResponse,
            HandleAsync,
            Must.Member<DashboardRequest>("dashboardName", r => r.DashboardName).Required()
        );

    private static ValueTask<Result<GetDashboardResponse>> HandleAsync(CloudWatchState state, DashboardRequest request, Context context) =>
        new(
            context.Host.Read(Home.Of(state), home => home.Dashboards.GetValueOrDefault(request.DashboardName!)) is { } found
                ? new GetDashboardResponse(Home.Arn(state, found.Name), found.Body, found.Name)
                : Home.NotFound(request.DashboardName!)
        );
}
