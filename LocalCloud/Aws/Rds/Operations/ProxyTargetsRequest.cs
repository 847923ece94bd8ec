using LocalCloud.Aws.Rds.Proxies;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

/// <summary>Of both operations that tell of a target group.</summary>
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

    /// <summary>The proxy, when it has a group of that name.</summary>
    public Result<DatabaseProxy> Proxy(RdsState state)
    {
        if (Filtering.Check(Filters) is { } unknown)
            return unknown;
        if (!state.Proxies.TryGetValue(DBProxyName!, out var proxy))
            return DatabaseProxy.NotFound(DBProxyName!);
        return TargetGroupName is null or ProxyTargets.Group
            ? proxy
            : new AwsError("DBProxyTargetGroupNotFoundFault", $"DBProxyTargetGroup {TargetGroupName} not found.", 404);
    }
}
