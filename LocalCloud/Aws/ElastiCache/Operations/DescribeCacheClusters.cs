using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record DescribeCacheClustersRequest(
    string? CacheClusterId,
    int? MaxRecords,
    string? Marker,
    bool? ShowCacheNodeInfo,
    bool? ShowCacheClustersNotInReplicationGroups
);

internal sealed record DescribeCacheClustersResponse
{
    public string? Marker { get; init; }

    [QueryName("CacheCluster")]
    public required List<CacheClusterShape> CacheClusters { get; init; }
}

internal sealed record CacheParameterGroup(string CacheParameterGroupName, string ParameterApplyStatus, List<string> CacheNodeIdsToReboot);

internal sealed record CacheNode(
    string CacheNodeId,
    string CacheNodeStatus,
    DateTimeOffset CacheNodeCreateTime,
    Endpoint Endpoint,
    string ParameterGroupStatus,
    string CustomerAvailabilityZone
);

internal sealed record SecurityGroup(string SecurityGroupId, string Status = "active");

internal sealed record CacheClusterShape
{
    public required string CacheClusterId { get; init; }
    public string ClientDownloadLandingPage { get; init; } = "https://console.aws.amazon.com/elasticache/home#client-download:";
    public required string CacheNodeType { get; init; }
    public required string Engine { get; init; }
    public required string EngineVersion { get; init; }
    public string CacheClusterStatus { get; init; } = "available";
    public required int NumCacheNodes { get; init; }
    public required string PreferredAvailabilityZone { get; init; }
    public required DateTimeOffset CacheClusterCreateTime { get; init; }
    public required string PreferredMaintenanceWindow { get; init; }
    public Pending PendingModifiedValues { get; } = new();

    [QueryName("CacheSecurityGroup")]
    public List<string> CacheSecurityGroups { get; } = [];

    public required CacheParameterGroup CacheParameterGroup { get; init; }
    public string? CacheSubnetGroupName { get; init; }

    [QueryName("CacheNode")]
    public List<CacheNode>? CacheNodes { get; init; }

    public required bool AutoMinorVersionUpgrade { get; init; }
    public List<SecurityGroup>? SecurityGroups { get; init; }
    public string? ReplicationGroupId { get; init; }
    public required int SnapshotRetentionLimit { get; init; }
    public required string SnapshotWindow { get; init; }
    public required bool AuthTokenEnabled { get; init; }
    public required bool TransitEncryptionEnabled { get; init; }
    public required bool AtRestEncryptionEnabled { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("ARN")]
    public required string Arn { get; init; }

    public bool ReplicationGroupLogDeliveryEnabled { get; init; }

    [QueryName("LogDeliveryConfiguration")]
    public List<string> LogDeliveryConfigurations { get; } = [];

    public string NetworkType { get; init; } = "ipv4";
    public string IpDiscovery { get; init; } = "ipv4";

    /// <summary>A cluster, or one node of a replication group.</summary>
    public static CacheClusterShape Of(Scope scope, CacheServer cache, string id, bool withNodes)
    {
        var asked = cache.Settings;
        var zone = asked.Text("PreferredAvailabilityZone") ?? scope.Region + "a";
        return new()
        {
            CacheClusterId = id,
            CacheNodeType = asked.Text("CacheNodeType") ?? "cache.t3.micro",
            Engine = cache.Engine,
            EngineVersion = Versions.Full(cache) is var version && version.Count(c => c == '.') == 1 ? version + ".0" : version,
            NumCacheNodes = 1,
            PreferredAvailabilityZone = zone,
            CacheClusterCreateTime = cache.Created,
            PreferredMaintenanceWindow = asked.Text("PreferredMaintenanceWindow") ?? "sun:05:00-sun:06:00",
            CacheParameterGroup = new(
                asked.Text("CacheParameterGroupName") ?? $"default.{cache.Engine}{Versions.Major(cache)}",
                "in-sync",
                []
            ),
            CacheSubnetGroupName = asked.Text("CacheSubnetGroupName") ?? "default",
            CacheNodes = withNodes ? [new("0001", "available", cache.Created, new(cache.Address, cache.Port), "in-sync", zone)] : null,
            AutoMinorVersionUpgrade = asked.Flag("AutoMinorVersionUpgrade", true),
            SecurityGroups =
            [
                .. asked.Texts("VpcSecurityGroupIds").Concat(asked.Texts("SecurityGroupIds")).Select(group => new SecurityGroup(group)),
            ],
            ReplicationGroupId = cache.Kind == CacheKind.ReplicationGroup ? cache.Name : null,
            SnapshotRetentionLimit = asked.Number("SnapshotRetentionLimit") ?? 0,
            SnapshotWindow = asked.Text("SnapshotWindow") ?? "05:00-06:00",
            AuthTokenEnabled = cache.Password is not null,
            TransitEncryptionEnabled = cache.Tls,
            AtRestEncryptionEnabled = asked.Flag("AtRestEncryptionEnabled"),
            Arn = scope.Arn("elasticache", $"cluster:{id}"),
        };
    }
}

internal static class DescribeCacheClusters
{
    public static readonly Operation<CacheState, DescribeCacheClustersRequest, DescribeCacheClustersResponse> Definition =
        Operation<CacheState>.Define(
            "DescribeCacheClusters",
            CacheJson.Default.DescribeCacheClustersRequest,
            CacheJson.Default.DescribeCacheClustersResponse,
            Handle
        );

    private static Result<DescribeCacheClustersResponse> Handle(CacheState state, DescribeCacheClustersRequest request, Context context)
    {
        var all = state.Of(CacheKind.Cluster).Select(c => (Cache: c, Id: c.Name));
        if (request.ShowCacheClustersNotInReplicationGroups != true)
            all = all.Concat(
                state.Of(CacheKind.ReplicationGroup).SelectMany(c => ReplicationGroupShape.Members(c).Select(id => (Cache: c, Id: id)))
            );
        var wanted = request.CacheClusterId?.ToLowerInvariant();
        var found = all.Where(c => wanted is null || c.Id == wanted)
            .OrderBy(c => c.Id, StringComparer.Ordinal)
            .Select(c => CacheClusterShape.Of(state.Scope, c.Cache, c.Id, request.ShowCacheNodeInfo == true))
            .ToList();
        if (wanted is not null && found.Count == 0)
            return CacheKind.Cluster.NotFound(request.CacheClusterId!);
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeCacheClustersResponse { Marker = page.NextToken, CacheClusters = page.Items }
            : error;
    }
}
