using LocalCloud.Aws.Rds.Proxies;

namespace LocalCloud.Aws.Rds.Operations;

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

internal static class DescribeDBProxyTargets
{
    public static readonly Operation<RdsState, ProxyTargetsRequest, DescribeDBProxyTargetsResponse> Definition = Operation<RdsState>.Define(
        "DescribeDBProxyTargets",
        RdsJson.Default.ProxyTargetsRequest,
        RdsJson.Default.DescribeDBProxyTargetsResponse,
        Handle,
        ProxyTargetsRequest.Constraints
    );

    private static Result<DescribeDBProxyTargetsResponse> Handle(RdsState state, ProxyTargetsRequest request, Context context)
    {
        if (!request.Proxy(state).Ok(out var proxy, out var error))
            return error;
        return Paged.Of(Targets(state, proxy), request.MaxRecords, request.Marker).Ok(out var page, out error)
            ? new DescribeDBProxyTargetsResponse(page.Items, page.NextToken)
            : error;
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
