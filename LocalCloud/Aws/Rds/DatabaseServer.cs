using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Rds;

/// <summary>A database instance, or a cluster with what is in it.</summary>
internal sealed record DatabaseServer
{
    /// <summary>In small letters.</summary>
    public required string Identifier { get; init; }

    public bool IsCluster { get; init; }

    /// <summary>db-... or cluster-...: never used again. Its files lie under this name.</summary>
    public required string ResourceId { get; init; }

    public required string Engine { get; init; }

    public string? EngineVersion { get; init; }

    public string? InstanceClass { get; init; }

    public int? AllocatedStorage { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    /// <summary>Its endpoint is a server that was there before.</summary>
    public bool StandIn { get; init; }

    public required string MasterUsername { get; init; }

    public string? DatabaseName { get; init; }

    public string AdminPassword { get; init; } = "";

    public string? ParameterGroup { get; init; }

    public string? SubnetGroup { get; init; }

    public Dictionary<string, string> Parameters { get; init; } = [];

    /// <summary>The secret that RDS keeps of the master user.</summary>
    public string? SecretArn { get; init; }

    /// <summary>Of an instance within a cluster, which has the server.</summary>
    public string? Cluster { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>Everything that was asked for but passwords, under the names of templates: what is given back of it has no other
    /// effect.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>rds.force_ssl, whose default is on from PostgreSQL 15 and Aurora PostgreSQL 17 (docs: Requiring an SSL
    /// connection).</summary>
    [JsonIgnore]
    public bool ForcesTls
    {
        get
        {
            if (Parameters.TryGetValue("rds.force_ssl", out var given))
                return given is "1" or "on" or "true";
            return !int.TryParse(EngineVersion?.Split('.')[0], out var version) || version >= (Engine == "postgres" ? 15 : 17);
        }
    }

    public string Arn(Scope scope) => scope.Arn("rds", $"{(IsCluster ? "cluster" : "db")}:{Identifier}");
}

/// <summary>Data of a server that is gone.</summary>
internal sealed record DatabaseSnapshot(string Identifier, DatabaseServer Of, string Folder, DateTimeOffset Created);

internal sealed record DatabaseProxy
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    public bool StandIn { get; init; }

    public bool RequireTls { get; init; }

    public required string ArnId { get; init; }

    public required string RoleArn { get; init; }

    public List<string> SecretArns { get; init; } = [];

    /// <summary>Clients sign in with tokens of IAM, and the proxy with the secrets' passwords.</summary>
    public bool RequiresIam { get; init; }

    public DateTimeOffset Created { get; init; }

    public JsonObject Settings { get; init; } = [];

    /// <summary>null: no target group yet</summary>
    public string? TargetGroupId { get; init; }

    public string? Instance { get; init; }

    public string? Cluster { get; init; }

    public string Arn(Scope scope) => scope.Arn("rds", $"db-proxy:{ArnId}");
}

/// <param name="Cluster">Of clusters; else of instances.</param>
internal sealed record ParameterGroup(string Name, bool Cluster, string Family, string Description, Dictionary<string, string> Parameters);

internal sealed record SubnetGroup(string Name, string Description, List<string> SubnetIds, JsonObject Settings)
{
    public string Arn(Scope scope) => scope.Arn("rds", $"subgrp:{Name}");
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DatabaseServer))]
[JsonSerializable(typeof(DatabaseSnapshot))]
[JsonSerializable(typeof(DatabaseProxy))]
[JsonSerializable(typeof(ParameterGroup))]
[JsonSerializable(typeof(SubnetGroup))]
internal sealed partial class RdsRows : JsonSerializerContext;
