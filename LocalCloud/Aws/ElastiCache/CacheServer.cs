using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ElastiCache;

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

    public string Arn(Scope scope) =>
        scope.Arn(
            "elasticache",
            $"{Kind switch { CacheKind.Serverless => "serverlesscache", CacheKind.ReplicationGroup => "replicationgroup", _ => "cluster" }}:{Name}"
        );
}

internal sealed record CacheSubnetGroup(string Name, string Description, List<string> SubnetIds, JsonObject Settings)
{
    public string Arn(Scope scope) => scope.Arn("elasticache", $"subnetgroup:{Name}");
}

internal enum CacheKind
{
    Serverless,
    ReplicationGroup,
    Cluster,
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CacheServer))]
[JsonSerializable(typeof(CacheSubnetGroup))]
internal sealed partial class CacheRows : JsonSerializerContext;
