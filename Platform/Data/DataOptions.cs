namespace Platform.Data;

/// <summary>Section <c>Database</c>. The defaults are those for many small instances behind RDS Proxy.</summary>
public sealed class DataOptions
{
    /// <summary>Name of the connection string.</summary>
    public const string ConnectionName = "serverless";

    /// <summary>What is given with the user's name: the connection string's password, or a token of IAM (RDS and RDS Proxy).</summary>
    public DatabaseAuthentication Authentication { get; set; }

    /// <summary>Connections that one instance opens at most.</summary>
    public int MaxPoolSize { get; set; } = 10;

    /// <summary>Seconds after which an unused connection is closed.</summary>
    public int IdleSeconds { get; set; } = 120;

    /// <summary>
    /// Seconds to wait for a new connection, or for one of the pool to be free. What takes long is the first connection of a process on a
    /// busy machine (its code is compiled, names are resolved, TLS, the password's proof); a server that is not there refuses at once.
    /// </summary>
    public int ConnectSeconds { get; set; } = 10;

    /// <summary>Seconds after which what met a passing error is not tried again.</summary>
    public int RetrySeconds { get; set; } = 10;

    /// <summary>
    /// Applies missing migrations before the host starts to serve; on Lambda, when an environment first uses the database. False where a
    /// step of the deployment does it (<see cref="OnLambda.MaintenanceInvocations"/>).
    /// </summary>
    public bool MigrateAtStart { get; set; } = true;
}

public enum DatabaseAuthentication
{
    Password,

    /// <summary><see cref="DatabaseToken"/>.</summary>
    Iam,
}
