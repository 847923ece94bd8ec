using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using LocalCloud.Manifest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Services.Tests.Infrastructure;

/// <summary>PostgreSQL as LocalCloud runs it, alone, on a free port and with data that is thrown away; tests take a database each.</summary>
internal sealed class PostgresServer(IRunningApplication application, string connectionString) : IAsyncDisposable
{
    private static readonly byte[] Manifest =
        """
        {
          "resources": {
            "postgres": {
              "type": "container.v0",
              "connectionString": "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;Password={postgres-password.value}",
              "image": "docker.io/library/postgres:18.3",
              "env": { "POSTGRES_USER": "postgres", "POSTGRES_PASSWORD": "{postgres-password.value}" },
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432 } }
            },
            "postgres-password": {
              "type": "parameter.v0",
              "value": "{postgres-password.inputs.value}",
              "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } }
            }
          }
        }
        """u8.ToArray();

    private int databases;

    public static async Task<PostgresServer> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("services-tests-").FullName;
        var read = ManifestReader.Read(Manifest, "postgres.json", directory);
        Assert.Empty(read.Errors);
        var application = await new LocalCloudRunner().StartAsync(new RunRequest
        {
            Manifest = read.Manifest!,
            ApplicationName = "Services.Tests",
            AppHostDirectory = directory,
            DataDirectory = directory,
            Ephemeral = true,
            RandomPorts = true,
            ShowProgress = false,
            Configuration = new ConfigurationBuilder().Build(),
            LoggerFactory = NullLoggerFactory.Instance,
        });
        await application.Ready;
        return new PostgresServer(application, (await application.GetConnectionStringAsync("postgres"))!);
    }

    /// <summary>A new, empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create($"{connectionString};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return $"{connectionString};Database={name}";
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
