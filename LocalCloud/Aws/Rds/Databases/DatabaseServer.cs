using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Rds.Databases;

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

    /// <summary>
    /// Everything that was asked for but passwords, under the names of templates: what is given back of it has no other effect.
    /// </summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>A PostgreSQL of its own: neither a stand-in's nor a cluster's.</summary>
    [JsonIgnore]
    public bool HasServer => !StandIn && Cluster is null;

    /// <summary>
    /// rds.force_ssl, whose default is on from PostgreSQL 15 and Aurora PostgreSQL 17 (docs: Requiring an SSL connection).
    /// </summary>
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

    /// <summary>With what may be modified of it.</summary>
    /// <param name="parameters">of the parameter group that is asked for</param>
    public DatabaseServer As(DatabaseRequest asked, Dictionary<string, string> parameters) =>
        this with
        {
            EngineVersion = asked.EngineVersion,
            InstanceClass = asked.InstanceClass,
            AllocatedStorage = asked.AllocatedStorage,
            SubnetGroup = asked.SubnetGroup,
            ParameterGroup = asked.ParameterGroup,
            Settings = asked.Settings,
            Parameters = parameters,
            // Where there is but one address, it has a free port of its own
            Port = HasServer && Address != "127.0.0.1" ? asked.Port ?? Port : Port,
        };

    public string Arn(Scope scope) => scope.Arn("rds", $"{(IsCluster ? "cluster" : "db")}:{Identifier}");
}
