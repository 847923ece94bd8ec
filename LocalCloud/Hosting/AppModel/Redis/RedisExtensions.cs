namespace LocalCloud.Hosting;

public static class RedisExtensions
{
    /// <summary>Adds a Redis server.</summary>
    /// <param name="port">Where it is reached on this machine; null: a free port.</param>
    /// <param name="password">Null: generated, as parameter NAME-password.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        // StackExchange.Redis splits its connection string at commas, so the password has no special characters
        var redis = new RedisResource(name, password?.Resource ?? builder.CreateDefaultPasswordParameter($"{name}-password", special: false));
        return builder.AddResource(redis)
            .WithEndpoint(port: port, targetPort: 6379, name: RedisResource.PrimaryEndpointName, scheme: "redis")
            .WithImage("library/redis", "8.6").WithImageRegistry("docker.io")
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context =>
            {
                if (redis.PasswordParameter is { } given) context.EnvironmentVariables["REDIS_PASSWORD"] = given;
            })
            .WithArgs(context => context.Args.AddRange(["-c", Command(redis)]));
    }

    /// <summary>Keeps the data in a volume, and writes it there.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data", isReadOnly).Persistent(isReadOnly);

    /// <summary>Keeps the data in a directory, relative to the AppHost's.</summary>
    public static IResourceBuilder<RedisResource> WithDataBindMount(this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, "/data", isReadOnly).Persistent(isReadOnly);

    /// <param name="interval">Null: 60 s.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        builder.Resource.Persistence = new(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold);
        return builder;
    }

    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port) =>
        builder.WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    public static IResourceBuilder<RedisResource> WithPassword(this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }

    static IResourceBuilder<RedisResource> Persistent(this IResourceBuilder<RedisResource> builder, bool isReadOnly) => isReadOnly ? builder : builder.WithPersistence();

    static string Command(RedisResource redis) => string.Join(' ',
    [
        "redis-server",
        .. redis.PasswordParameter is null ? Array.Empty<string>() : ["--requirepass", "$REDIS_PASSWORD"],
        .. redis.Persistence is { } persistence ? [FormattableString.Invariant($"--save {persistence.Interval.TotalSeconds} {persistence.KeysChangedThreshold}")] : Array.Empty<string>(),
    ]);
}
