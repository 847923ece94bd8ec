using System.Text.Json.Nodes;

namespace LocalCloud.Aws.ElastiCache.Caches;

/// <summary>What is asked of a cache that is made or modified, whoever asks.</summary>
internal sealed record CacheRequest
{
    private static readonly string[] Users = ["UserGroupId", "UserGroupIds"],
        Copies = ["SnapshotArnsToRestore", "SnapshotArns", "SnapshotName", "GlobalReplicationGroupId"];

    /// <summary>In small letters.</summary>
    public required string Name { get; init; }

    public required CacheKind Kind { get; init; }

    public string? Engine { get; init; }

    public string? EngineVersion { get; init; }

    public string? Description { get; init; }

    public int? Port { get; init; }

    public string? AuthToken { get; init; }

    /// <summary>Encrypted in transit.</summary>
    public bool Tls { get; init; }

    /// <summary>All of it but passwords, as <see cref="CacheServer.Settings"/>.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Null, or why no cache of this machine is like that.</summary>
    public string? Unsupported() =>
        Engine?.ToLowerInvariant() is not (null or "redis" or "valkey")
            ? $"Engine {Engine} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)"
        : Users.FirstOrDefault(Settings.ContainsKey) is { } users
            ? $"{users} is not supported by LocalCloud: its caches know no users (RBAC)"
        : Copies.FirstOrDefault(Settings.ContainsKey) is { } copied ? $"{copied} is not supported by LocalCloud"
        : null;

    /// <summary>Null, or what ElastiCache says of it.</summary>
    public AwsError? Invalid() =>
        AuthToken is not null && !Tls
            ? new AwsError(
                "InvalidParameterCombination",
                "The AUTH token modification is only supported when encryption-in-transit is enabled."
            )
            : null;
}
