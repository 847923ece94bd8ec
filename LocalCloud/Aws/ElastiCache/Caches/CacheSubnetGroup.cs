using System.Text.Json.Nodes;

namespace LocalCloud.Aws.ElastiCache.Caches;

internal sealed record CacheSubnetGroup(string Name, string Description, List<string> SubnetIds, JsonObject Settings)
{
    public string Arn(Scope scope) => scope.Arn("elasticache", $"subnetgroup:{Name}");
}
