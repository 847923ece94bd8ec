using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Redis as ElastiCache Serverless with Valkey. What is in it can be made again: nothing of it is kept.</summary>
internal static class CacheSection
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        if (plan.Caches.Count == 0)
            return;
        document.Parameter(
            "CacheMaxGigabytes",
            "{ Type: Number, Default: 1, MinValue: 1, MaxValue: 5000, Description: Most data that a cache holds (and costs) }"
        );
        foreach (var cache in plan.Caches)
        {
            var section = document.Section($"Cache '{cache.Name}': ElastiCache Serverless (Valkey), always with TLS");
            NetworkSection.StoreGroup(section, $"{cache.CacheId}SecurityGroup", $"Cache {cache.Name}", "6379");
            section.Add(
                cache.CacheId,
                null,
                $$"""
                Type: AWS::ElastiCache::ServerlessCache
                Properties:
                  ServerlessCacheName: !Sub ${AWS::StackName}-{{Names.Label(cache.Name)}}
                  Engine: valkey
                  MajorEngineVersion: '8'
                  SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
                  SecurityGroupIds: [!Ref {{cache.CacheId}}SecurityGroup]
                  CacheUsageLimits:
                    DataStorage:
                      Maximum: !Ref CacheMaxGigabytes
                      Unit: GB
                """
            );
        }
    }
}
