using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record Tag(string Key, string Value)
{
    public static List<Tag> Of(JsonObject settings) => [.. settings.Tags().Select(tag => new Tag(tag.Key, tag.Value))];
}

internal sealed record Endpoint(string Address, int Port);

internal static class Versions
{
    /// <summary>The newest there is of what was asked for: 8 is 8.1.</summary>
    public static string Full(CacheServer cache) =>
        cache.EngineVersion switch
        {
            { } given when given.Contains('.', StringComparison.Ordinal) => given,
            "7" => cache.Engine == "valkey" ? "7.2" : "7.1",
            "8" => "8.1",
            { } given => given + ".0",
            null => cache.Engine == "valkey" ? "8.1" : "7.1",
        };

    public static string Major(CacheServer cache) => Full(cache).Split('.')[0];
}
