namespace LocalCloud.Aws.ElastiCache.Caches;

internal enum CacheKind
{
    Serverless,
    ReplicationGroup,
    Cluster,
}

/// <summary>What ElastiCache says of caches of a kind that it does not have, or has already.</summary>
internal static class CacheKinds
{
    public static AwsError NotFound(this CacheKind kind, string name) =>
        kind switch
        {
            CacheKind.Serverless => new("ServerlessCacheNotFoundFault", $"ServerlessCache {name} not found.", 404),
            CacheKind.ReplicationGroup => new("ReplicationGroupNotFoundFault", $"ReplicationGroup {name} not found.", 404),
            _ => new("CacheClusterNotFound", $"CacheCluster not found: {name}", 404),
        };

    public static AwsError AlreadyExists(this CacheKind kind, string name) =>
        kind switch
        {
            CacheKind.Serverless => new("ServerlessCacheAlreadyExistsFault", $"ServerlessCache {name} already exists."),
            CacheKind.ReplicationGroup => new("ReplicationGroupAlreadyExists", $"ReplicationGroup {name} already exists."),
            _ => new("CacheClusterAlreadyExists", $"CacheCluster {name} already exists."),
        };
}
