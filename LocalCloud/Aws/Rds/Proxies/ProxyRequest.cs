using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Rds.Proxies;

/// <summary>What is asked of a proxy that is made or modified.</summary>
internal sealed record ProxyRequest
{
    public required string Name { get; init; }

    public string? EngineFamily { get; init; }

    public string? DefaultAuthScheme { get; init; }

    public required string RoleArn { get; init; }

    public bool RequireTls { get; init; }

    public IReadOnlyList<ProxySignIn> SignIns { get; init; } = [];

    /// <summary>All of it, as <see cref="DatabaseProxy.Settings"/>.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Null, or why no proxy of this machine is like that.</summary>
    public string? Unsupported() =>
        EngineFamily is not "POSTGRESQL"
            ? $"EngineFamily {EngineFamily} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)"
        : DefaultAuthScheme == "IAM_AUTH" ? "DefaultAuthScheme IAM_AUTH is not supported by LocalCloud"
        : SignIns.Any(s => s.IamAuth == "ENABLED") ? "IAMAuth ENABLED is for SQL Server only: PostgreSQL has REQUIRED and DISABLED"
        : SignIns.Select(s => s.RequiresIam).Distinct().Count() > 1
            ? "IAMAuth that differs between the secrets of Auth is not supported by LocalCloud: all users sign in with tokens, or none does"
        : null;
}

/// <summary>How users sign in whose password is in a secret.</summary>
internal sealed record ProxySignIn(string? SecretArn, string? IamAuth)
{
    public bool RequiresIam => IamAuth == "REQUIRED";
}
