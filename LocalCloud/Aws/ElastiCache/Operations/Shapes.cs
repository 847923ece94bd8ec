using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record Tag(string Key, string Value)
{
    public static List<Tag> Of(JsonObject settings) => [.. settings.Tags().Select(tag => new Tag(tag.Key, tag.Value))];
}

internal sealed record Endpoint(string Address, int Port);

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal sealed record Paging<T>(List<T> Items, string? Marker)
{
    /// <param name="member">MaxRecords from 20 on, or MaxResults.</param>
    public static Result<Paging<T>> Of(IEnumerable<T> items, int? size, string? marker, string member = "MaxRecords")
    {
        var fewest = member == "MaxRecords" ? 20 : 1;
        if (size is { } given && (given < fewest || given > 100))
            return new AwsError("InvalidParameterValue", $"The parameter {member} must be between {fewest} and 100.");
        return Paging.ByOffset(items, marker is "" ? null : marker, size ?? 100) is var (page, next)
            ? new Paging<T>(page, next)
            : new AwsError("InvalidParameterValue", $"The marker {marker} is not valid.");
    }
}

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
