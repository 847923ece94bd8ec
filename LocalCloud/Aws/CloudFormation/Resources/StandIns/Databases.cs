using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.StandIns;

/// <summary>RDS and ElastiCache: their endpoints are the addresses of the local engines, as the emulator was told at its start.</summary>
internal static class Databases
{
    public static IEnumerable<ResourceType> All =>
    [
        new StandIn("AWS::RDS::DBInstance",
            "AllocatedStorage AllowMajorVersionUpgrade AssociatedRoles AutoMinorVersionUpgrade AvailabilityZone* BackupRetentionPeriod CACertificateIdentifier "
            + "CharacterSetName* CopyTagsToSnapshot DBClusterIdentifier* DBInstanceClass DBInstanceIdentifier* DBName* DBParameterGroupName DBSecurityGroups "
            + "DBSnapshotIdentifier* DBSubnetGroupName* DatabaseInsightsMode DedicatedLogVolume DeleteAutomatedBackups DeletionProtection EnableCloudwatchLogsExports "
            + "EnableIAMDatabaseAuthentication EnablePerformanceInsights Engine EngineVersion EngineLifecycleSupport Iops KmsKeyId* LicenseModel ManageMasterUserPassword "
            + "MasterUserPassword MasterUserSecret MasterUsername* MaxAllocatedStorage MonitoringInterval MonitoringRoleArn MultiAZ NetworkType OptionGroupName "
            + "PerformanceInsightsKMSKeyId PerformanceInsightsRetentionPeriod Port PreferredBackupWindow PreferredMaintenanceWindow ProcessorFeatures PromotionTier "
            + "PubliclyAccessible SourceDBInstanceIdentifier SourceRegion* StorageEncrypted* StorageThroughput StorageType Tags Timezone* UseDefaultProcessorFeatures VPCSecurityGroups",
            StandIn.Name1, Arn("rds", "db"), PostgresHost("Endpoint.Address"), PostgresPort("Endpoint.Port"),
            new("DbiResourceId", (_, id) => $"db-{id}"), new("Endpoint.HostedZoneId", (_, _) => "Z000000000000"), Secret)
        { Named = "DBInstanceIdentifier", Refuse = OnlyPostgres, Besides = Where },
        new StandIn("AWS::RDS::DBCluster",
            "AllocatedStorage AssociatedRoles AutoMinorVersionUpgrade AvailabilityZones* BackupRetentionPeriod CopyTagsToSnapshot DBClusterIdentifier* "
            + "DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DBSubnetGroupName* DatabaseInsightsMode DatabaseName* DeletionProtection Domain "
            + "EnableCloudwatchLogsExports EnableHttpEndpoint EnableIAMDatabaseAuthentication Engine EngineMode* EngineVersion EngineLifecycleSupport GlobalClusterIdentifier Iops "
            + "KmsKeyId* ManageMasterUserPassword MasterUserPassword MasterUserSecret MasterUsername* MonitoringInterval MonitoringRoleArn NetworkType "
            + "PerformanceInsightsEnabled PerformanceInsightsKmsKeyId PerformanceInsightsRetentionPeriod Port PreferredBackupWindow PreferredMaintenanceWindow "
            + "PubliclyAccessible ReplicationSourceIdentifier ScalingConfiguration ServerlessV2ScalingConfiguration SnapshotIdentifier* StorageEncrypted* StorageType Tags VpcSecurityGroupIds",
            StandIn.Name1, Arn("rds", "cluster", "DBClusterArn"), PostgresHost("Endpoint.Address"), PostgresPort("Endpoint.Port"),
            PostgresHost("ReadEndpoint.Address"), new("DBClusterResourceId", (_, id) => $"cluster-{id}"), Secret)
        { Named = "DBClusterIdentifier", Refuse = OnlyPostgres, Besides = Where },
        new StandIn("AWS::RDS::DBProxy",
            "Auth! DBProxyName!* DebugLogging EndpointNetworkType* EngineFamily!* IdleClientTimeout RequireTLS RoleArn! Tags TargetConnectionNetworkType* VpcSecurityGroupIds VpcSubnetIds!* DefaultAuthScheme",
            StandIn.Name1, Arn("rds", "db-proxy", "DBProxyArn"), PostgresHost("Endpoint"), new("VpcId", (_, _) => "vpc-00000000000000000"))
        {
            Named = "DBProxyName",
            Refuse = call => Scalars.Member(call.Properties, "EngineFamily") is "POSTGRESQL" ? null : NoEngine("EngineFamily", Scalars.Member(call.Properties, "EngineFamily")),
            Besides = Where,
        },
        new StandIn("AWS::RDS::DBProxyTargetGroup", "ConnectionPoolConfigurationInfo DBClusterIdentifiers DBInstanceIdentifiers DBProxyName!* TargetGroupName!*",
            call => call.Scope.Arn("rds", $"target-group:{Guid.NewGuid():N}"), new StandInAttribute("TargetGroupArn", (_, id) => id)),
        new StandIn("AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription! DBSubnetGroupName* SubnetIds! Tags", StandIn.Name1) { Named = "DBSubnetGroupName" },
        new StandIn("AWS::RDS::DBParameterGroup", "DBParameterGroupName* Description!* Family!* Parameters Tags", StandIn.Name1,
            new StandInAttribute("DBParameterGroupName", (_, id) => id)) { Named = "DBParameterGroupName" },
        new StandIn("AWS::RDS::DBClusterParameterGroup", "DBClusterParameterGroupName* Description!* Family!* Parameters! Tags", StandIn.Name1) { Named = "DBClusterParameterGroupName" },
        new StandIn("AWS::SecretsManager::SecretTargetAttachment", "SecretId! TargetId! TargetType!", call => Scalars.Member(call.Properties, "SecretId")!,
            new StandInAttribute("Id", (_, id) => id)) { Besides = "The secret is left as it is." },
        new StandIn("AWS::SecretsManager::RotationSchedule", "SecretId!* RotationLambdaARN RotationRules HostedRotationLambda RotateImmediatelyOnUpdate ExternalSecretRotationMetadata ExternalSecretRotationRoleArn",
            call => Scalars.Member(call.Properties, "SecretId")!, new StandInAttribute("Id", (_, id) => id)) { Besides = "Nothing is rotated." },
        new StandIn("AWS::ElastiCache::ServerlessCache",
            "CacheUsageLimits DailySnapshotTime Description Endpoint Engine! FinalSnapshotName KmsKeyId* MajorEngineVersion ReaderEndpoint SecurityGroupIds ServerlessCacheName!* "
            + "SnapshotArnsToRestore* SnapshotRetentionLimit SubnetIds* Tags UserGroupId NetworkType*",
            StandIn.Name1, Arn("elasticache", "serverlesscache", "ARN"), RedisHost("Endpoint.Address"), RedisPort("Endpoint.Port"),
            RedisHost("ReaderEndpoint.Address"), RedisPort("ReaderEndpoint.Port"), new("Status", (_, _) => "available"), new("FullEngineVersion", (_, _) => ""))
        { Named = "ServerlessCacheName", Refuse = OnlyRedis, Besides = Cache },
        new StandIn("AWS::ElastiCache::ReplicationGroup",
            "AtRestEncryptionEnabled* AuthToken AutoMinorVersionUpgrade AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName* "
            + "ClusterMode DataTieringEnabled* Engine EngineVersion GlobalReplicationGroupId* IpDiscovery KmsKeyId* LogDeliveryConfigurations MultiAZEnabled NetworkType* "
            + "NodeGroupConfiguration NotificationTopicArn NumCacheClusters NumNodeGroups Port* PreferredCacheClusterAZs* PreferredMaintenanceWindow PrimaryClusterId "
            + "ReplicasPerNodeGroup ReplicationGroupDescription! ReplicationGroupId* SecurityGroupIds SnapshotArns* SnapshotName* SnapshotRetentionLimit SnapshotWindow "
            + "SnapshottingClusterId Tags TransitEncryptionEnabled TransitEncryptionMode UserGroupIds",
            StandIn.Name1, RedisHost("PrimaryEndPoint.Address"), RedisPort("PrimaryEndPoint.Port"), RedisHost("ReaderEndPoint.Address"), RedisPort("ReaderEndPoint.Port"),
            RedisHost("ConfigurationEndPoint.Address"), RedisPort("ConfigurationEndPoint.Port"))
        { Named = "ReplicationGroupId", Refuse = OnlyRedis, Besides = Cache },
        new StandIn("AWS::ElastiCache::CacheCluster",
            "AZMode AutoMinorVersionUpgrade CacheNodeType! CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName* ClusterName* Engine!* EngineVersion IpDiscovery "
            + "LogDeliveryConfigurations NetworkType* NotificationTopicArn NumCacheNodes! Port* PreferredAvailabilityZone PreferredAvailabilityZones PreferredMaintenanceWindow "
            + "SnapshotArns* SnapshotName* SnapshotRetentionLimit SnapshotWindow Tags TransitEncryptionEnabled VpcSecurityGroupIds",
            StandIn.Name1, RedisHost("RedisEndpoint.Address"), RedisPort("RedisEndpoint.Port"))
        { Named = "ClusterName", Refuse = OnlyRedis, Besides = Cache },
        new StandIn("AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName* Description! SubnetIds! Tags", StandIn.Name1) { Named = "CacheSubnetGroupName" },
        new StandIn("AWS::ElastiCache::ParameterGroup", "CacheParameterGroupFamily!* Description! Properties Tags", StandIn.Name1),
        new StandIn("AWS::ElastiCache::User", "AccessString AuthenticationMode Engine!* NoPasswordRequired Passwords Tags UserId!* UserName!*", StandIn.Name1,
            Arn("elasticache", "user"), new StandInAttribute("Status", (_, _) => "active")) { Named = "UserId" },
        new StandIn("AWS::ElastiCache::UserGroup", "Engine! Tags UserGroupId!* UserIds!", StandIn.Name1,
            Arn("elasticache", "usergroup"), new StandInAttribute("Status", (_, _) => "active")) { Named = "UserGroupId" },
    ];

    private const string Where = "Its endpoint is the local PostgreSQL (--postgres HOST:PORT, else 127.0.0.1:5432).";

    private const string Cache = "Its endpoint is the local Redis (--redis HOST:PORT, else 127.0.0.1:6379).";

    private static readonly StandInAttribute Secret = new("MasterUserSecret.SecretArn", (call, id) => call.Scope.Arn("secretsmanager", $"secret:rds!{id}"));

    private static StandInAttribute Arn(string service, string kind, string name = "") =>
        new(name.Length > 0 ? name : service == "rds" ? "DBInstanceArn" : "Arn", (call, id) => call.Scope.Arn(service, $"{kind}:{id}"));

    private static StandInAttribute PostgresHost(string name) => new(name, (call, _) => Part(call.Stacks.Service.Postgres, 0));

    private static StandInAttribute PostgresPort(string name) => new(name, (call, _) => Part(call.Stacks.Service.Postgres, 1));

    private static StandInAttribute RedisHost(string name) => new(name, (call, _) => Part(call.Stacks.Service.Redis, 0));

    private static StandInAttribute RedisPort(string name) => new(name, (call, _) => Part(call.Stacks.Service.Redis, 1));

    private static string Part(string address, int at) => at == 0 ? address[..address.LastIndexOf(':')] : address[(address.LastIndexOf(':') + 1)..];

    private static AwsError? OnlyPostgres(ResourceCall call) =>
        Scalars.Member(call.Properties, "Engine") is null or "postgres" or "aurora-postgresql" ? null : NoEngine("Engine", Scalars.Member(call.Properties, "Engine"));

    private static AwsError? OnlyRedis(ResourceCall call) =>
        Scalars.Member(call.Properties, "Engine")?.ToLowerInvariant() is null or "redis" or "valkey" ? null : NoEngine("Engine", Scalars.Member(call.Properties, "Engine"));

    private static AwsError NoEngine(string property, string? value) =>
        TemplateError.Validation($"{property} {value} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)");
}
