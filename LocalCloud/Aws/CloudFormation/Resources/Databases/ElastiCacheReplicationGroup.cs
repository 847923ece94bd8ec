using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache.Caches;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

internal sealed class ElastiCacheReplicationGroup()
    : CacheType(
        "AWS::ElastiCache::ReplicationGroup",
        CacheKind.ReplicationGroup,
        "AtRestEncryptionEnabled* AuthToken AutoMinorVersionUpgrade AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName "
            + "CacheSecurityGroupNames CacheSubnetGroupName* "
            + "ClusterMode DataTieringEnabled* Engine EngineVersion GlobalReplicationGroupId* IpDiscovery KmsKeyId* "
            + "LogDeliveryConfigurations MultiAZEnabled NetworkType* "
            + "NodeGroupConfiguration NotificationTopicArn NumCacheClusters NumNodeGroups Port* PreferredCacheClusterAZs* "
            + "PreferredMaintenanceWindow PrimaryClusterId "
            + "ReplicasPerNodeGroup ReplicationGroupDescription! ReplicationGroupId* SecurityGroupIds SnapshotArns* SnapshotName* "
            + "SnapshotRetentionLimit SnapshotWindow "
            + "SnapshottingClusterId Tags TransitEncryptionEnabled TransitEncryptionMode UserGroupIds"
    )
{
    public override string NameProperty => "ReplicationGroupId";

    protected override bool IsEncrypted(JsonObject properties) => Scalars.Member(properties, "TransitEncryptionEnabled") == "true";

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache)
    {
        var port = cache.Port.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["PrimaryEndPoint.Address"] = cache.Address,
            ["PrimaryEndPoint.Port"] = port,
            ["ReaderEndPoint.Address"] = cache.Address,
            ["ReaderEndPoint.Port"] = port,
            ["ReadEndPoint.Addresses"] = cache.Address,
            ["ReadEndPoint.Ports"] = port,
            ["ConfigurationEndPoint.Address"] = cache.Address,
            ["ConfigurationEndPoint.Port"] = port,
        };
    }
}
