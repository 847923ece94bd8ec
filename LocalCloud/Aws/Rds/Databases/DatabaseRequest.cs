using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Rds.Databases;

/// <summary>What is asked of an instance or a cluster that is made or modified, whoever asks.</summary>
internal sealed record DatabaseRequest
{
    /// <summary>In small letters.</summary>
    public required string Identifier { get; init; }

    public bool IsCluster { get; init; }

    public string? Engine { get; init; }

    public string? EngineVersion { get; init; }

    public string? InstanceClass { get; init; }

    /// <summary>GiB</summary>
    public int? AllocatedStorage { get; init; }

    public int? Port { get; init; }

    public string? MasterUsername { get; init; }

    public string? MasterUserPassword { get; init; }

    /// <summary>RDS makes the password and keeps it in a secret.</summary>
    public bool ManagesPassword { get; init; }

    public string? DatabaseName { get; init; }

    /// <summary>Of an instance: the cluster that it shall be in.</summary>
    public string? Cluster { get; init; }

    public string? SubnetGroup { get; init; }

    public string? ParameterGroup { get; init; }

    /// <summary>Its data shall be this snapshot's.</summary>
    public string? Snapshot { get; init; }

    /// <summary>All of it but passwords, as <see cref="DatabaseServer.Settings"/>.</summary>
    public required JsonObject Settings { get; init; }
}
