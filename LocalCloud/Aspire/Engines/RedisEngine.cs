using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// Garnet behind <c>AddRedis</c>. With a volume every write is in its append-only file at once, whatever <c>WithPersistence</c> says
/// of intervals.
/// </summary>
internal static class RedisEngine
{
    private const string Engine = "Garnet";

    public static async Task<EngineResource> ServeAsync(
        IDistributedApplicationBuilder builder,
        RunSettings settings,
        RedisResource server,
        CancellationToken cancellationToken
    )
    {
        ContainerCheck.Image(server, "redis", Engine);
        Check(server, await ContainerSettings.ArgumentsAsync(builder, server, cancellationToken).ConfigureAwait(false));
        var data = EngineData.Of(server, settings, Engine, "/data");
        var engine = EmbeddedEngines
            .Serve(builder, server, Engine, EngineFiles.DotNet)
            .WithArgs(context =>
            {
                context.Args.Add(settings.Programs.Of(EngineFiles.Server("LocalCloud.Redis")));
                context.Args.Add("--port");
                context.Args.Add(server.PrimaryEndpoint.Property(EndpointProperty.TargetPort));
                if (!EngineData.Keeps(server))
                    return;
                context.Args.Add("--data");
                context.Args.Add(Directory.CreateDirectory(data).FullName);
            });
        engine.Resource.Store = new(data, _ => Task.FromResult<string?>(null));
        if (server.PasswordParameter is { } password)
            engine.WithEnvironment("LOCALCLOUD_REDIS_PASSWORD", password);
        return engine.Resource;
    }

    // Those that Aspire itself gives redis-server, and what they mean is done otherwise. Anything else was asked for on purpose
    private static void Check(RedisResource server, IReadOnlyList<object> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "redis-server":
                    break;
                case "--requirepass":
                    i++;
                    break;
                case "--save":
                    i += 2;
                    break;
                case "--loadmodule":
                    throw ContainerCheck.Unsupported(server, $"the module {args.ElementAtOrDefault(i + 1)} (WithModule)", Engine);
                default:
                    throw ContainerCheck.Unsupported(server, $"the argument {args[i]} (WithArgs)", Engine);
            }
        }
    }
}
