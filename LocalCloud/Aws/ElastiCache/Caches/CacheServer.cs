using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ElastiCache.Caches;

/// <summary>A serverless cache, a replication group or a cache cluster: here they are the same.</summary>
internal sealed record CacheServer
{
    /// <summary>In small letters.</summary>
    public required string Name { get; init; }

    public required CacheKind Kind { get; init; }

    /// <summary>Never used again. Its files lie under this name.</summary>
    public required string ResourceId { get; init; }

    public required string Engine { get; init; }

    public string? EngineVersion { get; init; }

    public string? Description { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    /// <summary>Where replicas would be read; serverless caches have it beside the other (docs: ServerlessCache ReaderEndpoint).</summary>
    public int? ReaderPort { get; init; }

    public bool Tls { get; init; }

    /// <summary>The AUTH token.</summary>
    public string? Password { get; init; }

    public bool StandIn { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>Everything that was asked for but passwords, under the names of templates.</summary>
    public JsonObject Settings { get; init; } = [];

    [JsonIgnore]
    public string Key => KeyOf(Kind, Name);

    public static string KeyOf(CacheKind kind, string name) => $"{kind}/{name}";

    /// <summary>With what may be modified of it.</summary>
    public CacheServer As(CacheRequest asked) =>
        this with
        {
            EngineVersion = asked.EngineVersion,
            Description = asked.Description,
            Password = asked.AuthToken,
            Tls = asked.Tls,
            Settings = asked.Settings,
        };

    public string Arn(Scope scope) =>
        scope.Arn(
            "elasticache",
            $"{Kind switch { CacheKind.Serverless => "serverlesscache", CacheKind.ReplicationGroup => "replicationgroup", _ => "cluster" }}:{Name}"
        );
}
