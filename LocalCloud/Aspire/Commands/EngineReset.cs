using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using LocalCloud.Aspire.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>reset-data</c> of PostgreSQL and Redis.</summary>
internal static class EngineReset
{
    public static void Add(IDistributedApplicationBuilder builder, EngineResource engine, EngineStore store)
    {
        var (server, eventing) = (engine.Served, builder.Eventing);
        var what = server is RedisResource ? "every key" : "every database, with all that is in it";
        builder
            .CreateResourceBuilder<IResource>(server)
            .WithCommand(ResetCommand.Name, ResetCommand.Display, ResetCommand.Options(server.Name, what), context =>
            {
                var model = context.Services.GetRequiredService<DistributedApplicationModel>();
                List<IResource> family = [server, .. model.Resources.Where(r => r is IResourceWithParent child && child.Parent == server)];
                var data = new ServerData(
                    store.Directory,
                    family,
                    engine,
                    Prepare: async cancellationToken =>
                    {
                        if (await store.Initialize(cancellationToken).ConfigureAwait(false) is { } failure)
                            throw new CommandException(failure);
                    },
                    // Whoever made or filled databases when the server was ready does so again
                    Fill: cancellationToken => eventing.PublishAsync(new ResourceReadyEvent(server, context.Services), cancellationToken)
                );
                return new DataReset(server, data, context.Services).RunAsync(context.CancellationToken);
            });
    }
}
