using System.Text.Json.Nodes;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Proxies;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record DescribeDBProxiesRequest
{
    public string? DBProxyName { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }

    public string? Marker { get; init; }
    public int? MaxRecords { get; init; }
}

internal sealed record DescribeDBProxiesResponse(List<DBProxyShape> DBProxies, string? Marker);

internal sealed record ProxyAuth(
    string? Description,
    string? UserName,
    string? AuthScheme,
    string? SecretArn,
    string IAMAuth,
    string? ClientPasswordAuthType
);

internal sealed record DBProxyShape
{
    public required string DBProxyName { get; init; }
    public required string DBProxyArn { get; init; }
    public string Status { get; init; } = "available";
    public string EngineFamily { get; init; } = "POSTGRESQL";
    public string VpcId { get; init; } = SubnetGroupShape.Vpc;
    public required List<string> VpcSecurityGroupIds { get; init; }
    public required List<string> VpcSubnetIds { get; init; }
    public string DefaultAuthScheme { get; init; } = "NONE";
    public required List<ProxyAuth> Auth { get; init; }
    public required string RoleArn { get; init; }
    public required string Endpoint { get; init; }
    public required bool RequireTLS { get; init; }
    public required int IdleClientTimeout { get; init; }
    public required bool DebugLogging { get; init; }
    public required DateTimeOffset CreatedDate { get; init; }
    public required DateTimeOffset UpdatedDate { get; init; }
    public string EndpointNetworkType { get; init; } = "IPV4";
    public string TargetConnectionNetworkType { get; init; } = "IPV4";

    public static DBProxyShape Of(Scope scope, DatabaseProxy proxy) =>
        new()
        {
            DBProxyName = proxy.Name,
            DBProxyArn = proxy.Arn(scope),
            VpcSecurityGroupIds = proxy.Settings.Texts("VpcSecurityGroupIds"),
            VpcSubnetIds = proxy.Settings.Texts("VpcSubnetIds"),
            Auth =
            [
                .. (proxy.Settings["Auth"] as JsonArray ?? [])
                    .OfType<JsonObject>()
                    .Select(auth => new ProxyAuth(
                        auth.Text("Description"),
                        auth.Text("UserName"),
                        auth.Text("AuthScheme"),
                        auth.Text("SecretArn"),
                        auth.Text("IAMAuth") ?? "DISABLED",
                        auth.Text("ClientPasswordAuthType")
                    )),
            ],
            RoleArn = proxy.RoleArn,
            Endpoint = proxy.Address,
            RequireTLS = proxy.RequireTls,
            IdleClientTimeout = proxy.Settings.Number("IdleClientTimeout") ?? 1800,
            DebugLogging = proxy.Settings.Flag("DebugLogging"),
            CreatedDate = proxy.Created,
            UpdatedDate = proxy.Created,
        };
}

internal static class DescribeDBProxies
{
    public static readonly Operation<RdsState, DescribeDBProxiesRequest, DescribeDBProxiesResponse> Definition = Operation<RdsState>.Define(
        "DescribeDBProxies",
        RdsJson.Default.DescribeDBProxiesRequest,
        RdsJson.Default.DescribeDBProxiesResponse,
        Handle,
        Must.Member<DescribeDBProxiesRequest>("dBProxyName", r => r.DBProxyName).Length(1, 63),
        Must.Each<DescribeDBProxiesRequest, Filter>("filters", r => r.Filters, Filter.Constraints)
    );

    private static Result<DescribeDBProxiesResponse> Handle(RdsState state, DescribeDBProxiesRequest request, Context context)
    {
        // "This parameter is not currently supported" (docs: DescribeDBProxies, Filters)
        if (Filtering.Check(request.Filters) is { } unknown)
            return unknown;
        if (request.DBProxyName is { } name && !state.Proxies.ContainsKey(name))
            return DatabaseProxy.NotFound(name);
        var found = state
            .Proxies.Values.Where(p => request.DBProxyName is null || p.Name == request.DBProxyName)
            .Select(p => DBProxyShape.Of(state.Scope, p));
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeDBProxiesResponse(page.Items, page.NextToken)
            : error;
    }
}
