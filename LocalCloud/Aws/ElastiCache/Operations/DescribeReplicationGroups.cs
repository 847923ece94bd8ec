using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record DescribeReplicationGroupsRequest(string? ReplicationGroupId, int? MaxRecords, string? Marker);

internal sealed record DescribeReplicationGroupsResponse
{
    public string? Marker { get; init; }

    [QueryName("ReplicationGroup")]
    public required List<ReplicationGroupShape> ReplicationGroups { get; init; }
}

internal sealed record NodeGroupMember(
    string CacheClusterId,
    string CacheNodeId,
    Endpoint? ReadEndpoint,
    string PreferredAvailabilityZone,
    string? CurrentRole
);

internal sealed record NodeGroup
{
    public required string NodeGroupId { get; init; }
    public string Status { get; init; } = "available";
    public Endpoint? PrimaryEndpoint { get; init; }
    public Endpoint? ReaderEndpoint { get; init; }
    public string? Slots { get; init; }

    [QueryName("NodeGroupMember")]
    public required List<NodeGroupMember> NodeGroupMembers { get; init; }
}

internal sealed record Pending;

internal sealed record ReplicationGroupShape
{
    public required string ReplicationGroupId { get; init; }
    public required string Description { get; init; }
    public string Status { get; init; } = "available";
    public Pending PendingModifiedValues { get; } = new();

    [QueryName("ClusterId")]
    public required List<string> MemberClusters { get; init; }

    [QueryName("NodeGroup")]
    public required List<NodeGroup> NodeGroups { get; init; }

    public required string AutomaticFailover { get; init; }
    public required string MultiAZ { get; init; }
    public Endpoint? ConfigurationEndpoint { get; init; }
    public required int SnapshotRetentionLimit { get; init; }
    public required string SnapshotWindow { get; init; }
    public required bool ClusterEnabled { get; init; }
    public required string CacheNodeType { get; init; }
    public required bool AuthTokenEnabled { get; init; }
    public required bool TransitEncryptionEnabled { get; init; }
    public required bool AtRestEncryptionEnabled { get; init; }
    public string? KmsKeyId { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("ARN")]
    public required string Arn { get; init; }

    [QueryName("LogDeliveryConfiguration")]
    public List<string> LogDeliveryConfigurations { get; } = [];

    public required DateTimeOffset ReplicationGroupCreateTime { get; init; }
    public string DataTiering { get; init; } = "disabled";
    public required bool AutoMinorVersionUpgrade { get; init; }
    public string NetworkType { get; init; } = "ipv4";
    public string IpDiscovery { get; init; } = "ipv4";
    public string? TransitEncryptionMode { get; init; }
    public required string ClusterMode { get; init; }
    public required string Engine { get; init; }

    public static ReplicationGroupShape Of(Scope scope, CacheServer cache)
    {
        var asked = cache.Settings;
        var shards = asked.Number("NumNodeGroups") ?? 1;
        var cluster = shards > 1 || asked.Text("ClusterMode") == "enabled";
        var endpoint = new Endpoint(cache.Address, cache.Port);
        return new()
        {
            ReplicationGroupId = cache.Name,
            Description = cache.Description ?? "",
            MemberClusters = [.. Members(cache)],
            NodeGroups =
            [
                .. Enumerable
                    .Range(1, shards)
                    .Select(shard => new NodeGroup
                    {
                        NodeGroupId = $"{shard:D4}",
                        PrimaryEndpoint = cluster ? null : endpoint,
                        ReaderEndpoint = cluster ? null : endpoint,
                        Slots = cluster ? $"{16384 * (shard - 1) / shards}-{(16384 * shard / shards) - 1}" : null,
                        NodeGroupMembers =
                        [
                            .. Members(cache)
                                .Where(m => !cluster || m.StartsWith($"{cache.Name}-{shard:D4}-", StringComparison.Ordinal))
                                .Select(
                                    (member, index) =>
                                        new NodeGroupMember(
                                            member,
                                            "0001",
                                            cluster ? null : endpoint,
                                            $"{scope.Region}{(char)('a' + (index % 3))}",
                                            cluster ? null
                                                : index == 0 ? "primary"
                                                : "replica"
                                        )
                                ),
                        ],
                    }),
            ],
            AutomaticFailover = asked.Flag("AutomaticFailoverEnabled") || cluster ? "enabled" : "disabled",
            MultiAZ = asked.Flag("MultiAZEnabled") ? "enabled" : "disabled",
            ConfigurationEndpoint = cluster ? endpoint : null,
            SnapshotRetentionLimit = asked.Number("SnapshotRetentionLimit") ?? 0,
            SnapshotWindow = asked.Text("SnapshotWindow") ?? "05:00-06:00",
            ClusterEnabled = cluster,
            CacheNodeType = asked.Text("CacheNodeType") ?? "cache.t3.micro",
            AuthTokenEnabled = cache.Password is not null,
            TransitEncryptionEnabled = cache.Tls,
            AtRestEncryptionEnabled = asked.Flag("AtRestEncryptionEnabled", cache.Engine == "valkey"),
            KmsKeyId = asked.Text("KmsKeyId"),
            Arn = cache.Arn(scope),
            ReplicationGroupCreateTime = cache.Created,
            AutoMinorVersionUpgrade = asked.Flag("AutoMinorVersionUpgrade", true),
            TransitEncryptionMode = cache.Tls ? asked.Text("TransitEncryptionMode") ?? "required" : null,
            ClusterMode = cluster ? "enabled" : "disabled",
            Engine = cache.Engine,
        };
    }

    /// <summary>name-001, name-002; of a cluster name-0001-001. All are the one server.</summary>
    public static IEnumerable<string> Members(CacheServer cache)
    {
        var asked = cache.Settings;
        var shards = asked.Number("NumNodeGroups") ?? 1;
        var nodes = asked.Number("ReplicasPerNodeGroup") + 1 ?? asked.Number("NumCacheClusters") ?? 1;
        return shards > 1 || asked.Text("ClusterMode") == "enabled"
            ? Enumerable
                .Range(1, shards)
                .SelectMany(shard => Enumerable.Range(1, nodes).Select(node => $"{cache.Name}-{shard:D4}-{node:D3}"))
            : Enumerable.Range(1, nodes).Select(node => $"{cache.Name}-{node:D3}");
    }
}

internal static class DescribeReplicationGroups
{
    public static readonly Operation<CacheState, DescribeReplicationGroupsRequest, DescribeReplicationGroupsResponse> Definition =
        Operation<CacheState>.Define(
            "DescribeReplicationGroups",
            CacheJson.Default.DescribeReplicationGroupsRequest,
            CacheJson.Default.DescribeReplicationGroupsResponse,
            Handle
        );

    private static Result<DescribeReplicationGroupsResponse> Handle(
        CacheState state,
        DescribeReplicationGroupsRequest request,
        Context context
    )
    {
        var name = request.ReplicationGroupId?.ToLowerInvariant();
        if (name is not null && state.Find(CacheKind.ReplicationGroup, name) is null)
            return CacheKind.ReplicationGroup.NotFound(request.ReplicationGroupId!);
        var found = state
            .Of(CacheKind.ReplicationGroup)
            .Where(c => name is null || c.Name == name)
            .Select(c => ReplicationGroupShape.Of(state.Scope, c));
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeReplicationGroupsResponse { Marker = page.NextToken, ReplicationGroups = page.Items }
            : error;
    }
}
