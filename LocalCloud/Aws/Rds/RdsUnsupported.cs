namespace LocalCloud.Aws.Rds;

internal static class RdsUnsupported
{
    public static readonly string[] Operations =
    [
        "AddRoleToDBCluster", "AddRoleToDBInstance", "AddSourceIdentifierToSubscription", "AddTagsToResource", "ApplyPendingMaintenanceAction",
        "AuthorizeDBSecurityGroupIngress", "BacktrackDBCluster", "CancelExportTask", "CopyDBClusterParameterGroup", "CopyDBClusterSnapshot", "CopyDBParameterGroup",
        "CopyDBSnapshot", "CopyOptionGroup", "CreateBlueGreenDeployment", "CreateCustomDBEngineVersion", "CreateDBCluster", "CreateDBClusterEndpoint",
        "CreateDBClusterParameterGroup", "CreateDBClusterSnapshot", "CreateDBInstanceReadReplica", "CreateDBParameterGroup", "CreateDBProxy",
        "CreateDBProxyEndpoint", "CreateDBSecurityGroup", "CreateDBShardGroup", "CreateDBSnapshot", "CreateDBSubnetGroup", "CreateEventSubscription",
        "CreateGlobalCluster", "CreateIntegration", "CreateOptionGroup", "CreateTenantDatabase", "DeleteBlueGreenDeployment", "DeleteCustomDBEngineVersion",
        "DeleteDBCluster", "DeleteDBClusterAutomatedBackup", "DeleteDBClusterEndpoint", "DeleteDBClusterParameterGroup", "DeleteDBClusterSnapshot",
        "DeleteDBInstanceAutomatedBackup", "DeleteDBParameterGroup", "DeleteDBProxy", "DeleteDBProxyEndpoint", "DeleteDBSecurityGroup", "DeleteDBShardGroup",
        "DeleteDBSnapshot", "DeleteDBSubnetGroup", "DeleteEventSubscription", "DeleteGlobalCluster", "DeleteIntegration", "DeleteOptionGroup", "DeleteTenantDatabase",
        "DeregisterDBProxyTargets", "DescribeAccountAttributes", "DescribeBlueGreenDeployments", "DescribeCertificates", "DescribeDBClusterAutomatedBackups",
        "DescribeDBClusterBacktracks", "DescribeDBClusterEndpoints", "DescribeDBClusterParameterGroups", "DescribeDBClusterParameters",
        "DescribeDBClusterSnapshotAttributes", "DescribeDBClusterSnapshots", "DescribeDBEngineVersions", "DescribeDBInstanceAutomatedBackups",
        "DescribeDBLogFiles", "DescribeDBMajorEngineVersions", "DescribeDBParameterGroups", "DescribeDBParameters",
        "DescribeDBProxyEndpoints", "DescribeDBRecommendations", "DescribeDBSecurityGroups",
        "DescribeDBShardGroups", "DescribeDBSnapshotAttributes", "DescribeDBSnapshotTenantDatabases", "DescribeDBSnapshots",
        "DescribeEngineDefaultClusterParameters", "DescribeEngineDefaultParameters", "DescribeEventCategories", "DescribeEventSubscriptions", "DescribeEvents",
        "DescribeExportTasks", "DescribeGlobalClusters", "DescribeIntegrations", "DescribeOptionGroupOptions", "DescribeOptionGroups",
        "DescribeOrderableDBInstanceOptions", "DescribePendingMaintenanceActions", "DescribeReservedDBInstances", "DescribeReservedDBInstancesOfferings",
        "DescribeServerlessV2PlatformVersions", "DescribeSourceRegions", "DescribeTenantDatabases", "DescribeValidDBInstanceModifications", "DisableHttpEndpoint",
        "DownloadDBLogFilePortion", "EnableHttpEndpoint", "FailoverDBCluster", "FailoverGlobalCluster", "ModifyActivityStream",
        "ModifyCertificates", "ModifyCurrentDBClusterCapacity", "ModifyCustomDBEngineVersion", "ModifyDBCluster", "ModifyDBClusterEndpoint",
        "ModifyDBClusterParameterGroup", "ModifyDBClusterSnapshotAttribute", "ModifyDBInstance", "ModifyDBParameterGroup", "ModifyDBProxy", "ModifyDBProxyEndpoint",
        "ModifyDBProxyTargetGroup", "ModifyDBRecommendation", "ModifyDBShardGroup", "ModifyDBSnapshot", "ModifyDBSnapshotAttribute", "ModifyDBSubnetGroup",
        "ModifyEventSubscription", "ModifyGlobalCluster", "ModifyIntegration", "ModifyOptionGroup", "ModifyTenantDatabase", "PromoteReadReplica",
        "PromoteReadReplicaDBCluster", "PurchaseReservedDBInstancesOffering", "RebootDBCluster", "RebootDBInstance", "RebootDBShardGroup", "RegisterDBProxyTargets",
        "RemoveFromGlobalCluster", "RemoveRoleFromDBCluster", "RemoveRoleFromDBInstance", "RemoveSourceIdentifierFromSubscription", "RemoveTagsFromResource",
        "ResetDBClusterParameterGroup", "ResetDBParameterGroup", "RestoreDBClusterFromS3", "RestoreDBClusterFromSnapshot", "RestoreDBClusterToPointInTime",
        "RestoreDBInstanceFromDBSnapshot", "RestoreDBInstanceFromS3", "RestoreDBInstanceToPointInTime", "RevokeDBSecurityGroupIngress", "StartActivityStream",
        "StartDBCluster", "StartDBInstance", "StartDBInstanceAutomatedBackupsReplication", "StartExportTask", "StopActivityStream", "StopDBCluster", "StopDBInstance",
        "StopDBInstanceAutomatedBackupsReplication", "SwitchoverBlueGreenDeployment", "SwitchoverGlobalCluster", "SwitchoverReadReplica",
    ];
}
