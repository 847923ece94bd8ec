using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Postgres;
using Npgsql;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>postgres containers: PostgreSQL's own binaries. Without a volume its data goes when the run ends, as in the container.</summary>
sealed class PostgresEngine(RunNode node, ManifestContainer container, RunContext context) : Engine(node, context)
{
    readonly string directory = container.Volumes.IsEmpty && container.BindMounts.IsEmpty ? context.Temporary.File(node.Name) : context.Data(node.Name);

    PostgresBinaries Binaries => field ??= new(EngineFiles.Postgres());

    int Port => Node.Ports.Values.First().Port;

    /// <summary>"Fast shutdown": sessions are ended, a checkpoint is written. SIGTERM would wait for the sessions.</summary>
    public override int StopSignal => Signals.Interrupt;

    public override bool IsServer => true;

    public override IEnumerable<string> HealthChecks => [$"{Node.Name}_check"];

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(Binaries, directory);
        if (await cluster.InitializeAsync(Setting("POSTGRES_USER") ?? "postgres", Setting("POSTGRES_PASSWORD") ?? "", cancellationToken).ConfigureAwait(false) is { } failure)
            throw new RunStartException(failure);
    }

    public override Launch Launch(RunInstance instance)
    {
        List<string> args = ["-D", directory, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
        // Data that is thrown away need not survive a power cut
        if (Context.Request.Ephemeral) args.AddRange("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off");
        var (path, arguments) = Binaries.Command("postgres", [.. args, .. container.Entrypoint is null ? Own() : []]);
        return new(path, arguments, directory);
    }

    // The container's arguments are the server's own settings: "postgres -c max_connections=200"
    IEnumerable<string> Own() => container.Args.Select(a => Context.Values.Resolve(a)).SkipWhile((a, i) => i == 0 && a == "postgres");

    string? Setting(string name) => container.Env.FirstOrDefault(v => v.Name == name) is { } variable ? Context.Values.Resolve(variable.Value) : null;

    public override async Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken)
    {
        if (await Probe.TcpAsync(Port, cancellationToken).ConfigureAwait(false) is { } refused) return refused;
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new RunStartException($"'{Node.Name}': the data in {directory} was made with another password than the one given now. Give the old one, or delete that directory.");
        }
        catch (NpgsqlException e)
        {
            return e.Message;
        }
    }

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        var wanted = Context.Plan.Nodes.Where(n => string.Equals(n.Parent, Node.Name, StringComparison.OrdinalIgnoreCase)).Select(n => Databases.NameOf(n.Resource)).OfType<string>()
            .Append(Setting("POSTGRES_DB")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0) return;
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in wanted)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
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

    string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = BoundPort.Host,
        Port = Port,
        Username = Setting("POSTGRES_USER") ?? "postgres",
        Password = Setting("POSTGRES_PASSWORD"),
        Database = "postgres",
        Pooling = false,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Timeout = 5,
    }.ConnectionString;
}
