using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

internal sealed class ElastiCacheServerlessCache()
    : CacheType(
        "AWS::ElastiCache::ServerlessCache",
        CacheKind.Serverless,
        "CacheUsageLimits DailySnapshotTime Description Endpoint Engine! FinalSnapshotName KmsKeyId* MajorEngineVersion ReaderEndpoint "
            + "SecurityGroupIds ServerlessCacheName!* "
            + "SnapshotArnsToRestore* SnapshotRetentionLimit SubnetIds* Tags UserGroupId NetworkType*"
    )
{
    public override string NameProperty => "ServerlessCacheName";

    /// <summary>It cannot be switched off (docs: ElastiCache in-transit encryption).</summary>
    protected override bool IsEncrypted(JsonObject properties) => true;

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache) =>
        new()
        {
            ["ARN"] = cache.Arn(scope),
            ["Endpoint.Address"] = cache.Address,
            ["Endpoint.Port"] = cache.Port.ToString(CultureInfo.InvariantCulture),
            ["ReaderEndpoint.Address"] = cache.Address,
            ["ReaderEndpoint.Port"] = (cache.ReaderPort ?? cache.Port).ToString(CultureInfo.InvariantCulture),
            ["Status"] = "available",
            ["FullEngineVersion"] = cache.EngineVersion ?? "",
            ["CreateTime"] = cache.Created.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
}
