using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LocalCloud.Aspire.Engines;

/// <summary>PostgreSQL's own binaries behind <c>AddPostgres</c>.</summary>
internal static class PostgresEngine
{
    private const string Engine = "PostgreSQL 18",
        Installing = "Installing PostgreSQL";

    // SIGTERM, which DCP sends, waits for the sessions to end; SIGINT ends them. A signal also ends the shell's wait, and not the server
    private const string FastShutdown = """
        trap 'kill -INT $pid' TERM INT
        "$@" & pid=$!
        wait $pid; code=$?
        while kill -0 $pid 2>/dev/null; do wait $pid; code=$?; done
        exit $code
        """;

    public static async Task<EngineResource> ServeAsync(
        IDistributedApplicationBuilder builder,
        RunSettings settings,
        PostgresServerResource server,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        ContainerCheck.Image(server, "postgres", Engine);
        var asked = ContainerSettings.Image(server).Tag;
        var own = await ContainerSettings.ArgumentsAsync(builder, server, cancellationToken).ConfigureAwait(false);
        var directory = EngineData.Of(server, settings, Engine, "/var/lib/postgresql");
        var binaries = new PostgresBinaries(EngineFiles.Postgres.Home);
        var (command, prefix) = binaries.Command("postgres", [], withParent: true);

        var engine = EmbeddedEngines.Serve(builder, server, Engine, OperatingSystem.IsWindows() ? command : "/bin/sh");
        engine.WithArgs(context =>
        {
            List<object> args = OperatingSystem.IsWindows() ? [] : ["-c", FastShutdown, "postgres", command];
            args.AddRange([.. prefix, "-D", directory, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
            args.AddRange(["-p", server.PrimaryEndpoint.Property(EndpointProperty.TargetPort)]);
            // A backend reads by itself: without the three processes that would do it for all
            args.AddRange(["-c", "io_method=sync"]);
            // Data that is thrown away need not survive a power cut; a kill of the server it does, which synchronous_commit=off would not
            if (settings.Ephemeral)
                args.AddRange(["-c", "fsync=off", "-c", "full_page_writes=off"]);
            // The container's arguments are the server's own settings: "-c max_connections=200"
            args.AddRange(own.Where((a, i) => i > 0 || a is not "postgres"));
            foreach (var arg in args)
                context.Args.Add(arg);
        });

        foreach (var variable in server.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            engine.Resource.Annotations.Add(variable);

        // Side by side with the start of everything else; the process waits for it
        Task<string?>? made = Task.Run(() => InitializeAsync(cancellationToken), cancellationToken);
        engine.Resource.Store = new(directory, InitializeAsync);
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>(engine.Resource, async (_, starting) =>
        {
            if (!EngineFiles.Postgres.Exists)
            {
                var notifications = services.GetRequiredService<ResourceNotificationService>();
                await notifications.PublishUpdateAsync(engine.Resource, s => s with { State = Installing }).ConfigureAwait(false);
            }
            if (await (made ?? InitializeAsync(starting)).ConfigureAwait(false) is not { } failure)
                return;
            // Whoever starts it once more has put right what was wrong
            made = null;
            throw new StartException(failure);
        });
        if (await Variable("POSTGRES_DB", cancellationToken).ConfigureAwait(false) is { Length: > 0 } database)
            builder.Eventing.Subscribe<ResourceReadyEvent>(server, (_, ready) => CreateAsync(server, database, ready));
        // The tag that the package names follows PostgreSQL's newest version; another one was asked for on purpose
        if (asked is { } tag && tag.Split('.', '-')[0] != "18")
            builder.Eventing.Subscribe<BeforeResourceStartedEvent>(server, (e, _) =>
            {
                var log = e.Services.GetRequiredService<ResourceLoggerService>().GetLogger(server);
                log.LogWarning("Asked for the image's tag {Tag}; the embedded engine is {Engine}.", tag, Engine);
                return Task.CompletedTask;
            });
        return engine.Resource;

        void Say(string line)
        {
            services.GetRequiredService<ResourceLoggerService>().GetLogger(server).LogInformation("{Line}", line);
            if (ProgressTable.IsWanted(settings))
                Console.WriteLine(line);
        }

        Task<string?> Variable(string name, CancellationToken cancellationToken) =>
            ContainerSettings.VariableAsync(builder, server, name, cancellationToken);

        async Task<string?> InitializeAsync(CancellationToken cancellationToken)
        {
            if (await EngineFiles.Postgres.EnsureAsync(Say, cancellationToken).ConfigureAwait(false) is { } failure)
                return failure;
            var arguments = await Variable("POSTGRES_INITDB_ARGS", cancellationToken).ConfigureAwait(false) ?? "";
            var user = await Variable("POSTGRES_USER", cancellationToken).ConfigureAwait(false) ?? "postgres";
            var password = await Variable("POSTGRES_PASSWORD", cancellationToken).ConfigureAwait(false) ?? "";
            var more = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var cluster = new PostgresCluster(binaries, directory);
            return await cluster.InitializeAsync(user, password, cancellationToken, more).ConfigureAwait(false);
        }
    }

    // What the container's own start does with POSTGRES_DB
    private static async Task CreateAsync(PostgresServerResource server, string database, CancellationToken cancellationToken)
    {
        var address = await server.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = new NpgsqlConnection($"{address};Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var quoted = database.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{quoted}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Made by an earlier run
        }
    }
}
