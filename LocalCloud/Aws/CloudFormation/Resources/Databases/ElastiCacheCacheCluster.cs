using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache.Caches;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

internal sealed class ElastiCacheCacheCluster()
    : CacheType(
        "AWS::ElastiCache::CacheCluster",
        CacheKind.Cluster,
        "AZMode AutoMinorVersionUpgrade CacheNodeType! CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName* "
            + "ClusterName* Engine!* EngineVersion IpDiscovery "
            + "LogDeliveryConfigurations NetworkType* NotificationTopicArn NumCacheNodes! Port* PreferredAvailabilityZone "
            + "PreferredAvailabilityZones PreferredMaintenanceWindow "
            + "SnapshotArns* SnapshotName* SnapshotRetentionLimit SnapshotWindow Tags TransitEncryptionEnabled VpcSecurityGroupIds"
    )
{
    public override string NameProperty => "ClusterName";

    protected override bool IsEncrypted(JsonObject properties) => Scalars.Member(properties, "TransitEncryptionEnabled") == "true";

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache) =>
        new() { ["RedisEndpoint.Address"] = cache.Address, ["RedisEndpoint.Port"] = cache.Port.ToString(CultureInfo.InvariantCulture) };
}
