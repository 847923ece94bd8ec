using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record DescribeCacheSubnetGroupsRequest(string? CacheSubnetGroupName, int? MaxRecords, string? Marker);

internal sealed record DescribeCacheSubnetGroupsResponse
{
    public string? Marker { get; init; }

    [QueryName("CacheSubnetGroup")]
    public required List<CacheSubnetGroupShape> CacheSubnetGroups { get; init; }
}

internal sealed record Zone(string Name);

internal sealed record Subnet(string SubnetIdentifier, Zone SubnetAvailabilityZone, List<string> SupportedNetworkTypes);

internal sealed record CacheSubnetGroupShape
{
    public required string CacheSubnetGroupName { get; init; }
    public required string CacheSubnetGroupDescription { get; init; }
    public string VpcId { get; init; } = "vpc-00000000000000000";

    [QueryName("Subnet")]
    public required List<Subnet> Subnets { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("ARN")]
    public required string Arn { get; init; }

    public List<string> SupportedNetworkTypes { get; init; } = ["ipv4"];
}

internal static class DescribeCacheSubnetGroups
{
    public static readonly Operation<CacheState, DescribeCacheSubnetGroupsRequest, DescribeCacheSubnetGroupsResponse> Definition =
        Operation<CacheState>.Define(
            "DescribeCacheSubnetGroups",
            CacheJson.Default.DescribeCacheSubnetGroupsRequest,
            CacheJson.Default.DescribeCacheSubnetGroupsResponse,
            Handle
        );

    private static Result<DescribeCacheSubnetGroupsResponse> Handle(
        CacheState state,
        DescribeCacheSubnetGroupsRequest request,
        Context context
    )
    {
        var name = request.CacheSubnetGroupName?.ToLowerInvariant();
        if (name is not null && !state.SubnetGroups.ContainsKey(name))
            return new AwsError("CacheSubnetGroupNotFoundFault", $"CacheSubnetGroup {request.CacheSubnetGroupName} not found.", 404);
        var found = state
            .SubnetGroups.Values.Where(g => name is null || g.Name == name)
            .Select(g => new CacheSubnetGroupShape
            {
                CacheSubnetGroupName = g.Name,
                CacheSubnetGroupDescription = g.Description,
                Subnets =
                [
                    .. g.SubnetIds.Select((id, index) => new Subnet(id, new($"{state.Scope.Region}{(char)('a' + (index % 3))}"), ["ipv4"])),
                ],
                Arn = g.Arn(state.Scope),
            });
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeCacheSubnetGroupsResponse { Marker = page.NextToken, CacheSubnetGroups = page.Items }
            : error;
    }
}
