namespace LocalCloud.Aws.ElastiCache;

internal static class ElastiCacheUnsupported
{
    public static readonly string[] Operations =
    [
        "AddTagsToResource", "AuthorizeCacheSecurityGroupIngress", "BatchApplyUpdateAction", "BatchStopUpdateAction", "CompleteMigration", "CopyServerlessCacheSnapshot",
        "CopySnapshot", "CreateCacheCluster", "CreateCacheParameterGroup", "CreateCacheSecurityGroup", "CreateCacheSubnetGroup", "CreateGlobalReplicationGroup",
        "CreateReplicationGroup", "CreateServerlessCacheSnapshot", "CreateSnapshot", "CreateUser", "CreateUserGroup",
        "DecreaseNodeGroupsInGlobalReplicationGroup", "DecreaseReplicaCount", "DeleteCacheCluster", "DeleteCacheParameterGroup", "DeleteCacheSecurityGroup",
        "DeleteCacheSubnetGroup", "DeleteGlobalReplicationGroup", "DeleteReplicationGroup", "DeleteServerlessCacheSnapshot", "DeleteSnapshot",
        "DeleteUser", "DeleteUserGroup", "DescribeCacheEngineVersions", "DescribeCacheParameterGroups", "DescribeCacheParameters",
        "DescribeCacheSecurityGroups", "DescribeEngineDefaultParameters", "DescribeEvents", "DescribeGlobalReplicationGroups",
        "DescribeReservedCacheNodes", "DescribeReservedCacheNodesOfferings", "DescribeServerlessCacheSnapshots",
        "DescribeServiceUpdates", "DescribeSnapshots", "DescribeUpdateActions", "DescribeUserGroups", "DescribeUsers", "DisassociateGlobalReplicationGroup",
        "ExportServerlessCacheSnapshot", "FailoverGlobalReplicationGroup", "IncreaseNodeGroupsInGlobalReplicationGroup", "IncreaseReplicaCount",
        "ListAllowedNodeTypeModifications", "ModifyCacheCluster", "ModifyCacheParameterGroup", "ModifyCacheSubnetGroup",
        "ModifyGlobalReplicationGroup", "ModifyReplicationGroup", "ModifyReplicationGroupShardConfiguration", "ModifyServerlessCache", "ModifyUser", "ModifyUserGroup",
        "PurchaseReservedCacheNodesOffering", "RebalanceSlotsInGlobalReplicationGroup", "RebootCacheCluster", "RemoveTagsFromResource", "ResetCacheParameterGroup",
        "RevokeCacheSecurityGroupIngress", "StartMigration", "TestFailover", "TestMigration",
    ];
}
