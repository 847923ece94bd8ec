using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

internal sealed class RdsDBInstance()
    : DatabaseType(
        "AWS::RDS::DBInstance",
        cluster: false,
        "AllocatedStorage AllowMajorVersionUpgrade ApplyImmediately AssociatedRoles AutoMinorVersionUpgrade "
            + "AutomaticBackupReplicationKmsKeyId AutomaticBackupReplicationRegion "
            + "AutomaticBackupReplicationRetentionPeriod AvailabilityZone* BackupRetentionPeriod BackupTarget* CACertificateIdentifier "
            + "CertificateDetails CertificateRotationRestart "
            + "CharacterSetName* CopyTagsToSnapshot CustomIAMInstanceProfile* DBClusterIdentifier* DBClusterSnapshotIdentifier* "
            + "DBInstanceClass DBInstanceIdentifier* DBName* DBParameterGroupName "
            + "DBSecurityGroups DBSnapshotIdentifier* DBSubnetGroupName* DBSystemId* DatabaseInsightsMode DedicatedLogVolume "
            + "DeleteAutomatedBackups DeletionProtection Domain DomainAuthSecretArn "
            + "DomainDnsIps DomainFqdn DomainIAMRoleName DomainOu EnableCloudwatchLogsExports EnableIAMDatabaseAuthentication "
            + "EnablePerformanceInsights Endpoint Engine EngineVersion "
            + "EngineLifecycleSupport Iops KmsKeyId* LicenseModel ManageMasterUserPassword MasterUserAuthenticationType "
            + "MasterUserPassword MasterUserSecret MasterUsername* MaxAllocatedStorage "
            + "MonitoringInterval MonitoringRoleArn MultiAZ NcharCharacterSetName* NetworkType OptionGroupName "
            + "PerformanceInsightsKMSKeyId PerformanceInsightsRetentionPeriod Port "
            + "PreferredBackupWindow PreferredMaintenanceWindow ProcessorFeatures PromotionTier PubliclyAccessible ReplicaMode "
            + "RestoreTime* SourceDBClusterIdentifier* "
            + "SourceDBInstanceAutomatedBackupsArn* SourceDBInstanceIdentifier SourceDbiResourceId* SourceRegion* StorageEncrypted* "
            + "StorageThroughput StorageType Tags TdeCredentialArn "
            + "TdeCredentialPassword Timezone* UseDefaultProcessorFeatures UseLatestRestorableTime* VPCSecurityGroups"
    )
{
    public override IReadOnlyList<string> Attributes =>
        [
            "Endpoint.Address",
            "Endpoint.Port",
            "Endpoint.HostedZoneId",
            "DBInstanceArn",
            "DbiResourceId",
            "MasterUserSecret.SecretArn",
            "CertificateDetails.CAIdentifier",
        ];

    public override string NameProperty => "DBInstanceIdentifier";

    protected override string ClassProperty => "DBInstanceClass";

    protected override string GroupProperty => "DBParameterGroupName";

    protected override string DatabaseProperty => "DBName";

    protected override string SnapshotProperty => "DBSnapshotIdentifier";

    protected override AwsError? Refuse(JsonObject properties) =>
        new[]
        {
            "SourceDBInstanceIdentifier",
            "SourceDBClusterIdentifier",
            "SourceDbiResourceId",
            "SourceDBInstanceAutomatedBackupsArn",
            "DBClusterSnapshotIdentifier",
            "RestoreTime",
        }.FirstOrDefault(properties.ContainsKey)
            is { } property
            ? TemplateError.Validation($"{property} is not supported by LocalCloud")
        : Scalars.Member(properties, "Engine") is null
        && !properties.ContainsKey("DBSnapshotIdentifier")
        && !properties.ContainsKey("DBClusterIdentifier")
            ? TemplateError.Validation("Property Engine cannot be empty.")
        : null;

    protected override Dictionary<string, string> Values(ResourceCall call, DatabaseServer database, DatabaseServer endpoint) =>
        new()
        {
            ["Endpoint.Address"] = endpoint.Address,
            ["Endpoint.Port"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["Endpoint.HostedZoneId"] = "Z000000000000",
            ["DBInstanceArn"] = database.Arn(call.Scope),
            ["DbiResourceId"] = database.ResourceId,
            ["CertificateDetails.CAIdentifier"] = EngineVersions.Authority,
        };
}
