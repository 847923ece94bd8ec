using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record ParameterGroupStatus(string DBParameterGroupName, string ParameterApplyStatus = "in-sync");

internal sealed record OptionGroupMembership(string OptionGroupName, string Status = "in-sync");

internal sealed record PendingValues;

internal sealed record CertificateDetails(string CAIdentifier, DateTimeOffset ValidTill);

/// <summary>
/// A database instance as it is described. What has no effect here is given back as it was asked for, or as RDS would have chosen it.
/// </summary>
internal sealed record DBInstanceShape
{
    public required string DBInstanceIdentifier { get; init; }
    public string? DBInstanceClass { get; init; }
    public required string Engine { get; init; }
    public required string DBInstanceStatus { get; init; }
    public required string MasterUsername { get; init; }
    public string? DBName { get; init; }
    public Endpoint? Endpoint { get; init; }
    public required int AllocatedStorage { get; init; }
    public required DateTimeOffset InstanceCreateTime { get; init; }
    public required string PreferredBackupWindow { get; init; }
    public required int BackupRetentionPeriod { get; init; }

    [QueryName("DBSecurityGroup")]
    public List<string> DBSecurityGroups { get; } = [];

    [QueryName("VpcSecurityGroupMembership")]
    public required List<SecurityGroupMembership> VpcSecurityGroups { get; init; }

    [QueryName("DBParameterGroup")]
    public required List<ParameterGroupStatus> DBParameterGroups { get; init; }

    public required string AvailabilityZone { get; init; }
    public SubnetGroupShape? DBSubnetGroup { get; init; }
    public required string PreferredMaintenanceWindow { get; init; }
    public PendingValues PendingModifiedValues { get; } = new();
    public required bool MultiAZ { get; init; }
    public required string EngineVersion { get; init; }
    public required bool AutoMinorVersionUpgrade { get; init; }

    [QueryName("ReadReplicaDBInstanceIdentifier")]
    public List<string> ReadReplicaDBInstanceIdentifiers { get; } = [];

    public required string LicenseModel { get; init; }
    public int? Iops { get; init; }

    [QueryName("OptionGroupMembership")]
    public required List<OptionGroupMembership> OptionGroupMemberships { get; init; }

    public required bool PubliclyAccessible { get; init; }
    public required string StorageType { get; init; }
    public int DbInstancePort { get; init; }
    public string? DBClusterIdentifier { get; init; }
    public required bool StorageEncrypted { get; init; }
    public string? KmsKeyId { get; init; }
    public required string DbiResourceId { get; init; }
    public required string CACertificateIdentifier { get; init; }

    [QueryName("DomainMembership")]
    public List<string> DomainMemberships { get; } = [];

    public required bool CopyTagsToSnapshot { get; init; }
    public required int MonitoringInterval { get; init; }
    public int? PromotionTier { get; init; }
    public required string DBInstanceArn { get; init; }
    public required bool IAMDatabaseAuthenticationEnabled { get; init; }
    public required bool PerformanceInsightsEnabled { get; init; }
    public List<string>? EnabledCloudwatchLogsExports { get; init; }
    public required bool DeletionProtection { get; init; }

    [QueryName("DBInstanceRole")]
    public List<string> AssociatedRoles { get; } = [];

    public int? MaxAllocatedStorage { get; init; }

    [QueryName("Tag")]
    public required List<Tag> TagList { get; init; }

    public bool CustomerOwnedIpEnabled { get; init; }
    public required string NetworkType { get; init; }
    public string ActivityStreamStatus { get; init; } = "stopped";
    public string BackupTarget { get; init; } = "region";
    public required CertificateDetails CertificateDetails { get; init; }
    public MasterUserSecretShape? MasterUserSecret { get; init; }
    public bool DedicatedLogVolume { get; init; }
    public bool IsStorageConfigUpgradeAvailable { get; init; }
    public string EngineLifecycleSupport { get; init; } = "open-source-rds-extended-support";

    public static DBInstanceShape Of(RdsState state, DatabaseServer server, string status = "available")
    {
        var asked = server.Settings;
        var at = state.Server(server.Identifier, null) ?? server;
        var version = EngineVersions.Of(at);
        var aurora = server.Engine != "postgres";
        return new()
        {
            DBInstanceIdentifier = server.Identifier,
            DBInstanceClass = server.InstanceClass,
            Engine = server.Engine,
            DBInstanceStatus = status,
            MasterUsername = at.MasterUsername,
            DBName = at.DatabaseName,
            Endpoint = status == "creating" ? null : new(at.Address, at.Port, "Z000000000000"),
            AllocatedStorage = server.AllocatedStorage ?? (aurora ? 1 : 0),
            InstanceCreateTime = server.Created,
            PreferredBackupWindow = asked.Text("PreferredBackupWindow") ?? "03:00-03:30",
            BackupRetentionPeriod = asked.Number("BackupRetentionPeriod") ?? 1,
            VpcSecurityGroups = [.. asked.Texts("VPCSecurityGroups").Select(id => new SecurityGroupMembership(id))],
            DBParameterGroups = [new(server.ParameterGroup ?? $"default.{EngineVersions.Family(at)}")],
            AvailabilityZone = asked.Text("AvailabilityZone") ?? $"{state.Scope.Region}a",
            DBSubnetGroup =
                (server.SubnetGroup ?? at.SubnetGroup) is { } name
                && state.SubnetGroups.GetValueOrDefault(name.ToLowerInvariant()) is { } group
                    ? SubnetGroupShape.Of(state.Scope, group)
                    : null,
            PreferredMaintenanceWindow = asked.Text("PreferredMaintenanceWindow") ?? "sun:05:00-sun:05:30",
            MultiAZ = asked.Flag("MultiAZ"),
            EngineVersion = version,
            AutoMinorVersionUpgrade = asked.Flag("AutoMinorVersionUpgrade", true),
            LicenseModel = asked.Text("LicenseModel") ?? "postgresql-license",
            Iops = asked.Number("Iops"),
            OptionGroupMemberships = [new(asked.Text("OptionGroupName") ?? $"default:{server.Engine}-{version.Split('.')[0]}")],
            PubliclyAccessible = asked.Flag("PubliclyAccessible"),
            StorageType = asked.Text("StorageType")
                ?? (
                    aurora ? "aurora"
                    : asked.ContainsKey("Iops") ? "io1"
                    : "gp3"
                ),
            DBClusterIdentifier = server.Cluster,
            StorageEncrypted = asked.Flag("StorageEncrypted") || at.Settings.Flag("StorageEncrypted"),
            KmsKeyId = asked.Text("KmsKeyId") ?? at.Settings.Text("KmsKeyId"),
            DbiResourceId = server.ResourceId,
            CACertificateIdentifier = asked.Text("CACertificateIdentifier") ?? EngineVersions.Authority,
            CopyTagsToSnapshot = asked.Flag("CopyTagsToSnapshot"),
            MonitoringInterval = asked.Number("MonitoringInterval") ?? 0,
            PromotionTier = aurora ? asked.Number("PromotionTier") ?? 1 : null,
            DBInstanceArn = server.Arn(state.Scope),
            IAMDatabaseAuthenticationEnabled = asked.Flag("EnableIAMDatabaseAuthentication"),
            PerformanceInsightsEnabled = asked.Flag("EnablePerformanceInsights"),
            EnabledCloudwatchLogsExports = asked.Texts("EnableCloudwatchLogsExports") is { Count: > 0 } exports ? exports : null,
            DeletionProtection = asked.Flag("DeletionProtection"),
            MaxAllocatedStorage = asked.Number("MaxAllocatedStorage"),
            TagList = Tag.Of(asked),
            NetworkType = asked.Text("NetworkType") ?? "IPV4",
            CertificateDetails = new(asked.Text("CACertificateIdentifier") ?? EngineVersions.Authority, server.Created.AddYears(1)),
            MasterUserSecret = MasterUserSecretShape.Of(server),
        };
    }
}
