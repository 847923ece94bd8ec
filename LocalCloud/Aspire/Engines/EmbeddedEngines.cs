using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// Puts an engine behind each PostgreSQL and Redis resource when the application starts, and says what none can stand in for.
/// </summary>
internal static class EmbeddedEngines
{
    public static async Task UseAsync(
        IDistributedApplicationBuilder builder,
        RunSettings settings,
        BeforeStartEvent start,
        CancellationToken cancellationToken
    )
    {
        await ContainerCheck.RunAsync(start.Model, cancellationToken).ConfigureAwait(false);
        foreach (var server in start.Model.Resources.OfType<ContainerResource>().ToList())
        {
            WithoutTls(builder, server as RedisResource, settings);
            var engine = server switch
            {
                PostgresServerResource postgres => await PostgresEngine
                    .ServeAsync(builder, settings, postgres, start.Services, cancellationToken)
                    .ConfigureAwait(false),
                RedisResource redis => await RedisEngine.ServeAsync(builder, settings, redis, cancellationToken).ConfigureAwait(false),
                _ => null,
            };
            if (engine is null)
                continue;
            if (engine.Store is { } store)
                EngineReset.Add(builder, engine, store);
            new EngineMirror(engine, start.Services, start.Model).Start(builder.Eventing);
        }
    }

    /// <summary>Where a development certificate is trusted, Aspire turns Redis to TLS; the engine speaks without.</summary>
    public static void WithoutTls(IDistributedApplicationBuilder builder, RedisResource? server, RunSettings settings)
    {
        if (server is not null && !settings.Containers && !server.HasAnnotationOfType<HttpsCertificateAnnotation>())
            builder.CreateResourceBuilder(server).WithoutHttpsCertificate();
    }

    /// <summary>
    /// Adds the process, on the endpoints of the resource that it serves. Aspire's orchestrator no longer takes that one for a
    /// container.
    /// </summary>
    public static IResourceBuilder<EngineResource> Serve(
        IDistributedApplicationBuilder builder,
        ContainerResource served,
        string description,
        string command
    )
    {
        foreach (var image in served.Annotations.OfType<ContainerImageAnnotation>().ToList())
            served.Annotations.Remove(image);
        var engine = builder.AddResource(new EngineResource(served, description, command, builder.AppHostDirectory)).WithHidden();
        foreach (var endpoint in served.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.WithoutProxy();
            endpoint.TargetHost = "127.0.0.1";
            engine.Resource.Annotations.Add(endpoint);
        }
        foreach (var annotation in served.Annotations.Where(a => a is ExplicitStartupAnnotation).ToList())
            engine.Resource.Annotations.Add(annotation);
        return engine;
    }
}
