using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record DescribeDBClustersRequest
{
    public string? DBClusterIdentifier { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }

    public int? MaxRecords { get; init; }
    public string? Marker { get; init; }
    public bool? IncludeShared { get; init; }
}

internal sealed record DescribeDBClustersResponse
{
    public string? Marker { get; init; }

    [QueryName("DBCluster")]
    public required List<DBClusterShape> DBClusters { get; init; }
}

internal sealed record ClusterMember(
    string DBInstanceIdentifier,
    bool IsClusterWriter,
    string DBClusterParameterGroupStatus,
    int PromotionTier
);

internal sealed record ScalingV2(double? MinCapacity, double? MaxCapacity, int? SecondsUntilAutoPause);

internal sealed record DBClusterShape
{
    public required int AllocatedStorage { get; init; }

    [QueryName("AvailabilityZone")]
    public required List<string> AvailabilityZones { get; init; }

    public required int BackupRetentionPeriod { get; init; }
    public string? DatabaseName { get; init; }
    public required string DBClusterIdentifier { get; init; }
    public required string DBClusterParameterGroup { get; init; }
    public string? DBSubnetGroup { get; init; }
    public string Status { get; init; } = "available";
    public required string Endpoint { get; init; }
    public required string ReaderEndpoint { get; init; }
    public bool MultiAZ { get; init; }
    public required string Engine { get; init; }
    public required string EngineVersion { get; init; }
    public required int Port { get; init; }
    public required string MasterUsername { get; init; }
    public required string PreferredBackupWindow { get; init; }
    public required string PreferredMaintenanceWindow { get; init; }

    [QueryName("ReadReplicaIdentifier")]
    public List<string> ReadReplicaIdentifiers { get; } = [];

    [QueryName("DBClusterMember")]
    public required List<ClusterMember> DBClusterMembers { get; init; }

    [QueryName("VpcSecurityGroupMembership")]
    public required List<SecurityGroupMembership> VpcSecurityGroups { get; init; }

    public string HostedZoneId { get; init; } = "Z000000000000";
    public required bool StorageEncrypted { get; init; }
    public string? KmsKeyId { get; init; }
    public required string DbClusterResourceId { get; init; }
    public required string DBClusterArn { get; init; }

    [QueryName("DBClusterRole")]
    public List<string> AssociatedRoles { get; } = [];

    public required bool IAMDatabaseAuthenticationEnabled { get; init; }
    public required DateTimeOffset ClusterCreateTime { get; init; }
    public List<string>? EnabledCloudwatchLogsExports { get; init; }
    public string EngineMode { get; init; } = "provisioned";
    public string? DBClusterInstanceClass { get; init; }
    public string? StorageType { get; init; }
    public required bool AutoMinorVersionUpgrade { get; init; }
    public required bool DeletionProtection { get; init; }
    public bool HttpEndpointEnabled { get; init; }
    public string ActivityStreamStatus { get; init; } = "stopped";
    public required bool CopyTagsToSnapshot { get; init; }
    public bool CrossAccountClone { get; init; }

    [QueryName("DomainMembership")]
    public List<string> DomainMemberships { get; } = [];

    [QueryName("Tag")]
    public required List<Tag> TagList { get; init; }

    public required string NetworkType { get; init; }
    public ScalingV2? ServerlessV2ScalingConfiguration { get; init; }
    public MasterUserSecretShape? MasterUserSecret { get; init; }
    public string EngineLifecycleSupport { get; init; } = "open-source-rds-extended-support";

    public static DBClusterShape Of(RdsState state, DatabaseServer server)
    {
        var asked = server.Settings;
        var members = state.Instances.Values.Where(i => i.Cluster == server.Identifier).OrderBy(i => i.Created).ToArray();
        return new()
        {
            AllocatedStorage = server.AllocatedStorage ?? 1,
            AvailabilityZones = asked.Texts("AvailabilityZones") is { Count: > 0 } zones
                ? zones
                : [.. "abc".Select(zone => state.Scope.Region + zone)],
            BackupRetentionPeriod = asked.Number("BackupRetentionPeriod") ?? 1,
            DatabaseName = server.DatabaseName,
            DBClusterIdentifier = server.Identifier,
            DBClusterParameterGroup = server.ParameterGroup ?? $"default.{EngineVersions.Family(server)}",
            DBSubnetGroup = server.SubnetGroup ?? "default",
            Endpoint = server.Address,
            ReaderEndpoint = server.Address,
            Engine = server.Engine,
            EngineVersion = EngineVersions.Of(server),
            Port = server.Port,
            MasterUsername = server.MasterUsername,
            PreferredBackupWindow = asked.Text("PreferredBackupWindow") ?? "03:00-03:30",
            PreferredMaintenanceWindow = asked.Text("PreferredMaintenanceWindow") ?? "sun:05:00-sun:05:30",
            DBClusterMembers =
            [
                .. members.Select(
                    (m, index) => new ClusterMember(m.Identifier, index == 0, "in-sync", m.Settings.Number("PromotionTier") ?? 1)
                ),
            ],
            VpcSecurityGroups = [.. asked.Texts("VpcSecurityGroupIds").Select(id => new SecurityGroupMembership(id))],
            StorageEncrypted = asked.Flag("StorageEncrypted"),
            KmsKeyId = asked.Text("KmsKeyId"),
            DbClusterResourceId = server.ResourceId,
            DBClusterArn = server.Arn(state.Scope),
            IAMDatabaseAuthenticationEnabled = asked.Flag("EnableIAMDatabaseAuthentication"),
            ClusterCreateTime = server.Created,
            EnabledCloudwatchLogsExports = asked.Texts("EnableCloudwatchLogsExports") is { Count: > 0 } exports ? exports : null,
            DBClusterInstanceClass = server.InstanceClass,
            StorageType = asked.Text("StorageType"),
            AutoMinorVersionUpgrade = asked.Flag("AutoMinorVersionUpgrade", true),
            DeletionProtection = asked.Flag("DeletionProtection"),
            CopyTagsToSnapshot = asked.Flag("CopyTagsToSnapshot"),
            TagList = Tag.Of(asked),
            NetworkType = asked.Text("NetworkType") ?? "IPV4",
            ServerlessV2ScalingConfiguration = asked["ServerlessV2ScalingConfiguration"] is System.Text.Json.Nodes.JsonObject scaling
                ? new(scaling.Real("MinCapacity"), scaling.Real("MaxCapacity"), scaling.Number("SecondsUntilAutoPause"))
                : null,
            MasterUserSecret = MasterUserSecretShape.Of(server),
        };
    }
}

internal static class DescribeDBClusters
{
    public static readonly Operation<RdsState, DescribeDBClustersRequest, DescribeDBClustersResponse> Definition =
        Operation<RdsState>.Define(
            "DescribeDBClusters",
            RdsJson.Default.DescribeDBClustersRequest,
            RdsJson.Default.DescribeDBClustersResponse,
            Handle,
            Must.Each<DescribeDBClustersRequest, Filter>("filters", r => r.Filters, Filter.Constraints)
        );

    private static Result<DescribeDBClustersResponse> Handle(RdsState state, DescribeDBClustersRequest request, Context context)
    {
        if (
            Filtering.Check(request.Filters, "clone-group-id", "db-cluster-id", "db-cluster-resource-id", "domain", "engine") is { } unknown
        )
            return unknown;
        if (request.DBClusterIdentifier is { } id && state.Find(id, cluster: true) is null)
            return DatabaseRules.NotFound(id, cluster: true);
        var found = state
            .Clusters.Values.Where(c => request.DBClusterIdentifier is null || state.Find(request.DBClusterIdentifier, cluster: true) == c)
            .Where(c => Filtering.Holds(request.Filters, name => name switch
                    {
                        "db-cluster-id" => [c.Identifier, c.Arn(state.Scope)],
                        "db-cluster-resource-id" => [c.ResourceId],
                        "engine" => [c.Engine],
                        _ => [],
                    }))
            .Select(c => DBClusterShape.Of(state, c));
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeDBClustersResponse { DBClusters = page.Items, Marker = page.NextToken }
            : error;
    }
}
