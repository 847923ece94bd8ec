using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>It has the server; its instances are further names of it.</summary>
internal sealed class RdsDBCluster()
    : DatabaseType(
        "AWS::RDS::DBCluster",
        cluster: true,
        "AllocatedStorage AssociatedRoles AutoMinorVersionUpgrade AvailabilityZones* BackupRetentionPeriod BacktrackWindow "
            + "ClusterScalabilityType* CopyTagsToSnapshot DBClusterIdentifier* "
            + "DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DBSubnetGroupName* DBSystemId* "
            + "DatabaseInsightsMode DatabaseName* DeleteAutomatedBackups "
            + "DeletionProtection Domain DomainIAMRoleName EnableCloudwatchLogsExports EnableGlobalWriteForwarding EnableHttpEndpoint "
            + "EnableIAMDatabaseAuthentication EnableLocalWriteForwarding "
            + "Endpoint Engine EngineMode* EngineVersion EngineLifecycleSupport GlobalClusterIdentifier Iops KmsKeyId* "
            + "ManageMasterUserPassword MasterUserAuthenticationType MasterUserPassword "
            + "MasterUserSecret MasterUsername* MonitoringInterval MonitoringRoleArn NetworkType PerformanceInsightsEnabled "
            + "PerformanceInsightsKmsKeyId PerformanceInsightsRetentionPeriod Port "
            + "PreferredBackupWindow PreferredMaintenanceWindow PubliclyAccessible ReadEndpoint ReplicationSourceIdentifier "
            + "RestoreToTime* RestoreType* ScalingConfiguration "
            + "ServerlessV2ScalingConfiguration SnapshotIdentifier* SourceDBClusterIdentifier* SourceDbClusterResourceId* SourceRegion* "
            + "StorageEncrypted* StorageType Tags "
            + "UseLatestRestorableTime* VpcSecurityGroupIds"
    )
{
    public override IReadOnlyList<string> Attributes =>
        ["Endpoint.Address", "Endpoint.Port", "ReadEndpoint.Address", "DBClusterArn", "DBClusterResourceId", "MasterUserSecret.SecretArn"];

    public override string NameProperty => "DBClusterIdentifier";

    protected override string ClassProperty => "DBClusterInstanceClass";

    protected override string GroupProperty => "DBClusterParameterGroupName";

    protected override string DatabaseProperty => "DatabaseName";

    protected override string SnapshotProperty => "SnapshotIdentifier";

    protected override AwsError? Refuse(JsonObject properties) =>
        new[]
        {
            "ReplicationSourceIdentifier",
            "SourceDBClusterIdentifier",
            "SourceDbClusterResourceId",
            "GlobalClusterIdentifier",
            "RestoreToTime",
        }.FirstOrDefault(properties.ContainsKey)
            is { } property
            ? TemplateError.Validation($"{property} is not supported by LocalCloud")
        : Scalars.Member(properties, "EnableHttpEndpoint") == "true"
            ? TemplateError.Validation("EnableHttpEndpoint is not supported by LocalCloud: there is no RDS Data API")
        : Scalars.Member(properties, "EngineMode") is { } mode and not "provisioned"
            ? TemplateError.Validation($"EngineMode {mode} is not supported by LocalCloud")
        : Scalars.Member(properties, "Engine") is null && !properties.ContainsKey("SnapshotIdentifier")
            ? TemplateError.Validation("Property Engine cannot be empty.")
        : null;

    protected override Dictionary<string, string> Values(ResourceCall call, DatabaseServer database, DatabaseServer endpoint) =>
        new()
        {
            ["Endpoint.Address"] = endpoint.Address,
            ["Endpoint.Port"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["ReadEndpoint.Address"] = endpoint.Address,
            ["DBClusterArn"] = database.Arn(call.Scope),
            ["DBClusterResourceId"] = database.ResourceId,
        };
}
