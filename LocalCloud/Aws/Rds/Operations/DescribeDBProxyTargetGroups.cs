using System.Text.Json.Nodes;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Proxies;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record ConnectionPool(
    int MaxConnectionsPercent,
    int MaxIdleConnectionsPercent,
    int ConnectionBorrowTimeout,
    List<string> SessionPinningFilters,
    string? InitQuery
);

internal sealed record ProxyTargetGroup(
    string DBProxyName,
    string TargetGroupName,
    string TargetGroupArn,
    bool IsDefault,
    string Status,
    ConnectionPool ConnectionPoolConfig,
    DateTimeOffset CreatedDate,
    DateTimeOffset UpdatedDate
);

internal sealed record DescribeDBProxyTargetGroupsResponse(List<ProxyTargetGroup> TargetGroups, string? Marker);

internal static class DescribeDBProxyTargetGroups
{
    public static readonly Operation<RdsState, ProxyTargetsRequest, DescribeDBProxyTargetGroupsResponse> Definition =
        Operation<RdsState>.Define(
            "DescribeDBProxyTargetGroups",
            RdsJson.Default.ProxyTargetsRequest,
            RdsJson.Default.DescribeDBProxyTargetGroupsResponse,
            Handle,
            ProxyTargetsRequest.Constraints
        );

    private static Result<DescribeDBProxyTargetGroupsResponse> Handle(RdsState state, ProxyTargetsRequest request, Context context)
    {
        if (!request.Proxy(state).Ok(out var proxy, out var error))
            return error;
        var pool = proxy.Settings["ConnectionPoolConfigurationInfo"] as JsonObject ?? [];
        var group = new ProxyTargetGroup(
            proxy.Name,
            ProxyTargets.Group,
            state.Scope.Arn(
                "rds",
                $"target-group:{proxy.TargetGroupId ?? proxy.ArnId.Replace("prx-", "prx-tg-", StringComparison.Ordinal)}"
            ),
            true,
            "available",
            new(
                pool.Number("MaxConnectionsPercent") ?? 100,
                pool.Number("MaxIdleConnectionsPercent") ?? 50,
                pool.Number("ConnectionBorrowTimeout") ?? 120,
                pool.Texts("SessionPinningFilters"),
                pool.Text("InitQuery")
            ),
            proxy.Created,
            proxy.Created
        );
        return new DescribeDBProxyTargetGroupsResponse([group], null);
    }
}
