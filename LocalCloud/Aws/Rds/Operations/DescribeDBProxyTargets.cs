using System.Text.Json.Nodes;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record ProxyTargetsRequest
{
    public string? DBProxyName { get; init; }
    public string? TargetGroupName { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }

    public string? Marker { get; init; }
    public int? MaxRecords { get; init; }

    public static Member<ProxyTargetsRequest>[] Constraints =>
        [
            Must.Member<ProxyTargetsRequest>("dBProxyName", r => r.DBProxyName).Required().Length(1, 63),
            Must.Member<ProxyTargetsRequest>("targetGroupName", r => r.TargetGroupName).Length(1, 63),
            Must.Each<ProxyTargetsRequest, Filter>("filters", r => r.Filters, Filter.Constraints),
        ];
}

internal sealed record TargetHealth(string State);

internal sealed record ProxyTarget(
    string? TargetArn,
    string? Endpoint,
    string? TrackedClusterId,
    string RdsResourceId,
    int Port,
    string Type,
    string? Role,
    TargetHealth? TargetHealth
);

internal sealed record DescribeDBProxyTargetsResponse(List<ProxyTarget> Targets, string? Marker);

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

internal static class DescribeDBProxyTargets
{
    private const string Group = "default";

    public static readonly Operation<RdsState, ProxyTargetsRequest, DescribeDBProxyTargetsResponse> Definition = Operation<RdsState>.Define(
        "DescribeDBProxyTargets",
        RdsJson.Default.ProxyTargetsRequest,
        RdsJson.Default.DescribeDBProxyTargetsResponse,
        Handle,
        ProxyTargetsRequest.Constraints
    );

    public static readonly Operation<RdsState, ProxyTargetsRequest, DescribeDBProxyTargetGroupsResponse> Groups =
        Operation<RdsState>.Define(
            "DescribeDBProxyTargetGroups",
            RdsJson.Default.ProxyTargetsRequest,
            RdsJson.Default.DescribeDBProxyTargetGroupsResponse,
            HandleGroups,
            ProxyTargetsRequest.Constraints
        );

    private static Result<DatabaseProxy> Find(RdsState state, ProxyTargetsRequest request)
    {
        if (Filtering.Check(request.Filters) is { } unknown)
            return unknown;
        if (!state.Proxies.TryGetValue(request.DBProxyName!, out var proxy))
            return DescribeDBProxies.NotFound(request.DBProxyName!);
        return request.TargetGroupName is null or Group
            ? proxy
            : new AwsError("DBProxyTargetGroupNotFoundFault", $"DBProxyTargetGroup {request.TargetGroupName} not found.", 404);
    }

    private static Result<DescribeDBProxyTargetsResponse> Handle(RdsState state, ProxyTargetsRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var proxy, out var error))
            return error;
        return Paging<ProxyTarget>.Of(Targets(state, proxy), request.MaxRecords, request.Marker).Ok(out var page, out error)
            ? new DescribeDBProxyTargetsResponse(page.Items, page.Marker)
            : error;
    }

    private static Result<DescribeDBProxyTargetGroupsResponse> HandleGroups(RdsState state, ProxyTargetsRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var proxy, out var error))
            return error;
        var pool = proxy.Settings["ConnectionPoolConfigurationInfo"] as JsonObject ?? [];
        var group = new ProxyTargetGroup(
            proxy.Name,
            Group,
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

    /// <summary>A cluster is a target of its own, and so is each of its instances.</summary>
    private static IEnumerable<ProxyTarget> Targets(RdsState state, DatabaseProxy proxy)
    {
        if (state.Server(proxy.Instance, proxy.Cluster) is not { } server)
            yield break;
        if (proxy.Cluster is null)
        {
            yield return new(null, server.Address, null, proxy.Instance!, server.Port, "RDS_INSTANCE", "READ_WRITE", new("AVAILABLE"));
            yield break;
        }
        yield return new(null, null, null, proxy.Cluster, server.Port, "TRACKED_CLUSTER", null, null);
        var writer = true;
        foreach (var instance in state.Instances.Values.Where(i => i.Cluster == proxy.Cluster).OrderBy(i => i.Created))
        {
            yield return new(
                null,
                server.Address,
                proxy.Cluster,
                instance.Identifier,
                server.Port,
                "RDS_INSTANCE",
                writer ? "READ_WRITE" : "READ_ONLY",
                new("AVAILABLE")
            );
            writer = false;
        }
    }
}
