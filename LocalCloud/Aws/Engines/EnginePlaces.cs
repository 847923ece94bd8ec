using LocalCloud.Postgres;

namespace LocalCloud.Aws.Engines;

/// <summary>Where the programs are that play RDS and ElastiCache, and the addresses that stand in for them where there are none.</summary>
internal sealed record EnginePlaces
{
    /// <summary>null: databases are stand-ins.</summary>
    public PostgresBinaries? Postgres { get; init; }

    /// <summary>LocalCloud.Redis, as an assembly or an executable; null: caches are stand-ins.</summary>
    public string? RedisServer { get; init; }

    /// <summary>HOST:PORT</summary>
    public string PostgresAddress { get; init; } = "127.0.0.1:5432";

    /// <summary>HOST:PORT</summary>
    public string RedisAddress { get; init; } = "127.0.0.1:6379";

    /// <summary>
    /// What the command line names, else the environment; PostgreSQL also on PATH. An address that is given is wanted instead of a server
    /// of its own.
    /// </summary>
    public static EnginePlaces Of(Options options)
    {
        // What ties a server's life to this process is a shell
        if (OperatingSystem.IsWindows())
            return Addresses(options);
        var home = options.PostgresHome ?? Variable("LOCALCLOUD_POSTGRES_HOME");
        var (postgres, redis) = (options.Postgres ?? Variable("LOCALCLOUD_POSTGRES"), options.Redis ?? Variable("LOCALCLOUD_REDIS"));
        return Addresses(options) with
        {
            Postgres = home is not null
                ? new PostgresBinaries(home) is { Exist: true } found
                    ? found
                    : null
                : postgres is null
                    ? PostgresBinaries.OnPath()
                    : null,
            RedisServer = options.RedisServer ?? (redis is null ? Variable("LOCALCLOUD_REDIS_SERVER") : null),
        };
    }

    private static EnginePlaces Addresses(Options options)
    {
        var none = new EnginePlaces();
        return none with
        {
            PostgresAddress = options.Postgres ?? Variable("LOCALCLOUD_POSTGRES") ?? none.PostgresAddress,
            RedisAddress = options.Redis ?? Variable("LOCALCLOUD_REDIS") ?? none.RedisAddress,
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
