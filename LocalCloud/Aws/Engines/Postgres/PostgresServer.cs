using System.Diagnostics;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Postgres;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>The PostgreSQL of one database instance or cluster.</summary>
internal sealed class PostgresServer(LocalEngines engines, DatabaseServer database)
{
    /// <summary>As RDS's own superuser is called, whom nobody else can be.</summary>
    public const string Admin = "rdsadmin";

    private const int Hangup = 1,
        Interrupt = 2;

    private readonly PostgresBinaries _binaries = engines.Places.Postgres!;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Revival _revival = new(engines, $"The PostgreSQL of {database.ResourceId}");
    private EngineProcess? _process;

    public string Folder { get; } = Path.Combine(engines.Root, "rds", database.ResourceId);

    public string Data => Path.Combine(Folder, "data");

    public DatabaseServer Database { get; private set; } = database;

    public PostgresAdmin Administration => new(Database);

    /// <summary>Makes its data when there are none, and starts it. Begun already: does nothing.</summary>
    /// <param name="proxies">Addresses at which proxies stand before it.</param>
    /// <returns>Null, or why it does not run.</returns>
    public async Task<string?> StartAsync(IReadOnlyList<string> proxies, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_process is { Exited.IsCompleted: false })
                return null;
            Directory.CreateDirectory(Folder);
            if (
                await new PostgresCluster(_binaries, Data)
                    .InitializeAsync(Admin, Database.AdminPassword, cancellation)
                    .ConfigureAwait(false) is
                { } failure
            )
                return failure;
            await ConfigureAsync(proxies, cancellation).ConfigureAwait(false);
            RemoveStaleLock();
            List<string> settings =
            [
                $"listen_addresses={Database.Address}",
                "unix_socket_directories=",
                "ssl=on",
                $"ssl_cert_file={Path.Combine(Folder, "server.crt")}",
                $"ssl_key_file={Path.Combine(Folder, "server.key")}",
                "logging_collector=off",
                "log_destination=stderr",
                "log_min_messages=warning",
            ];
            if (!engines.KeepsData)
                settings.AddRange(["fsync=off", "full_page_writes=off"]);
            var (path, args) = _binaries.Command(
                "postgres",
                ["-D", Data, "-p", $"{Database.Port}", .. settings.SelectMany(s => (string[])["-c", s])]
            );
            (_process, var error) = await EngineProcess
                .StartAsync(
                    engines,
                    [path, .. args],
                    Data,
                    new Dictionary<string, string>(),
                    "database system is ready to accept connections",
                    Interrupt,
                    cancellation
                )
                .ConfigureAwait(false);
            if (_process is not null)
                _revival.Watch(_process, () => StartAsync(proxies, CancellationToken.None));
            return error is null ? null : $"PostgreSQL did not start: {error}";
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Applies what has changed of the record; what PostgreSQL takes up only at a start waits for one, as on RDS.</summary>
    public async Task ReconfigureAsync(DatabaseServer database, IReadOnlyList<string> proxies, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Database = database;
            await ConfigureAsync(proxies, cancellation).ConfigureAwait(false);
            if (_process is { Exited.IsCompleted: false })
                _process.Signal(Hangup);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync()
    {
        _revival.Stop();
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_process is { Exited.IsCompleted: false } process)
                await process.StopAsync().ConfigureAwait(false);
            _process = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ConfigureAsync(IReadOnlyList<string> proxies, CancellationToken cancellation)
    {
        using (var certificate = engines.Authority.Issue([Database.Address, .. proxies]))
        {
            using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
            PrivateFile.Write(Path.Combine(Folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
            await File.WriteAllTextAsync(Path.Combine(Folder, "server.crt"), certificate.ExportCertificatePem(), cancellation)
                .ConfigureAwait(false);
        }
        // A proxy's own sessions with its database are its own affair: it takes clients without TLS unless it is told not to
        string[] access =
        [
            $"host all {Admin} 127.0.0.0/8 scram-sha-256",
            .. proxies.Select(address => $"host all all {address}/32 scram-sha-256"),
            $"{(Database.ForcesTls && !proxies.Contains("127.0.0.1") ? "hostssl" : "host")} all all 127.0.0.0/8 scram-sha-256",
        ];
        await File.WriteAllLinesAsync(Path.Combine(Data, "pg_hba.conf"), access, cancellation).ConfigureAwait(false);
        await File.WriteAllLinesAsync(
                Path.Combine(Data, "postgresql.auto.conf"),
                await PostgresParameters.LinesAsync(_binaries, Database.Parameters, cancellation).ConfigureAwait(false),
                cancellation
            )
            .ConfigureAwait(false);
    }

    // After a kill the number in it can be another process's by now; nobody else uses this directory
    private void RemoveStaleLock()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file))
            return;
        try
        {
            using var process = int.TryParse(File.ReadLines(file).FirstOrDefault(), out var pid) ? Process.GetProcessById(pid) : null;
            if (process?.ProcessName.StartsWith("postgres", StringComparison.Ordinal) == true)
                process.WaitForExit(TimeSpan.FromSeconds(5));
            else
                File.Delete(file);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            File.Delete(file);
        }
    }
}
