using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.Databases;

public sealed class DatabaseRestartTests : DatabaseTest
{
    private const string Template = """
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            DeletionPolicy: POLICY
            Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: 20, DBName: shop, MasterUsername: app, MasterUserPassword: correct-horse-1 }
        Outputs:
          Database: { Value: !Sub "${Database.Endpoint.Address}:${Database.Endpoint.Port}" }
        """;

    protected override string? DataDirectory { get; } = Directory.CreateTempSubdirectory("localcloud-databases-").FullName;

    [Fact]
    public async Task A_database_is_there_again_after_a_restart_at_its_address_with_its_data()
    {
        var database = Output(await CreateAsync("s", Template.Replace("POLICY", "Delete", StringComparison.Ordinal)), "Database");
        await QueryAsync(ConnectionString(database), "CREATE TABLE orders AS SELECT 7 AS id");

        await RestartAsync();

        await RunningAsync(database);
        Assert.Equal(7, await QueryAsync(ConnectionString(database), "SELECT id FROM orders"));
    }

    [Fact]
    public async Task A_database_whose_server_dies_is_started_again_with_its_data()
    {
        var database = Output(await CreateAsync("s", Template.Replace("POLICY", "Delete", StringComparison.Ordinal)), "Database");
        await QueryAsync(ConnectionString(database), "CREATE TABLE orders AS SELECT 7 AS id");
        var server = ServerOf(DataDirectory!);

        using (var process = Process.GetProcessById(server))
            process.Kill();

        await Lambda.Processes.EndedAsync(server);
        await RunningAsync(database);
        Assert.Equal(7, await QueryAsync(ConnectionString(database), "SELECT id FROM orders"));
        Assert.NotEqual(server, ServerOf(DataDirectory!));
    }

    [Fact]
    public async Task A_deleted_database_leaves_a_snapshot_from_which_another_can_be_made()
    {
        var database = Output(await CreateAsync("s", Template.Replace("POLICY", "Snapshot", StringComparison.Ordinal)), "Database");
        await QueryAsync(ConnectionString(database), "CREATE TABLE orders AS SELECT 7 AS id");
        var id = Text(await CallAsync("DescribeStacks", ("StackName", "s")), "StackId");
        await CallAsync("DeleteStack", ("StackName", "s"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(id)));
        var snapshot = Host.Read(Host.Service<Rds.RdsService>().State(new(Account, Region)), s => s.Snapshots.Keys.Single());

        var restored = Output(
            await CreateAsync(
                "t",
                Template
                    .Replace("POLICY", "Delete", StringComparison.Ordinal)
                    .Replace("DBName: shop, MasterUsername: app", $"DBSnapshotIdentifier: {snapshot}", StringComparison.Ordinal)
                    .Replace("correct-horse-1", "another-one-1", StringComparison.Ordinal)
            ),
            "Database"
        );

        Assert.Equal(7, await QueryAsync(ConnectionString(restored, "another-one-1"), "SELECT id FROM orders"));
    }

    [Fact]
    public async Task A_killed_emulator_takes_its_servers_along_and_what_was_committed_is_there_again()
    {
        var data = Directory.CreateTempSubdirectory("localcloud-killed-").FullName;
        try
        {
            var (emulator, address) = await StartAsync(data);
            string database;
            int server;
            try
            {
                using var http = new HttpClient { BaseAddress = new(address) };
                await PostAsync(
                    http,
                    "CreateStack",
                    ("StackName", "s"),
                    ("TemplateBody", Template.Replace("POLICY", "Delete", StringComparison.Ordinal))
                );
                database = await OutputAsync(http);
                await QueryAsync(ConnectionString(database), "CREATE TABLE orders AS SELECT 7 AS id");
                server = ServerOf(data);
                Assert.True(Lambda.Processes.IsRunning(server));
            }
            finally
            {
                emulator.Kill();
                await emulator.WaitForExitAsync(CancellationToken.None);
            }
            await Lambda.Processes.EndedAsync(server);

            (emulator, _) = await StartAsync(data);
            try
            {
                await RunningAsync(database);
                Assert.Equal(7, await QueryAsync(ConnectionString(database), "SELECT id FROM orders"));
                server = ServerOf(data);
            }
            finally
            {
                emulator.Kill();
                await emulator.WaitForExitAsync(CancellationToken.None);
            }
            await Lambda.Processes.EndedAsync(server);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static int ServerOf(string data) =>
        int.Parse(
            File.ReadLines(Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories).Single()).First(),
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static async Task<(Process Emulator, string Address)> StartAsync(string data)
    {
        var emulator = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(Options).Assembly.Location,
                    "--port",
                    "0",
                    "--data",
                    data,
                    "--postgres-home",
                    PostgresHome,
                    "--redis-server",
                    RedisServer,
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var address = (await emulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1];
        _ = emulator.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return (emulator, address);
    }

    /// <summary>The emulator listens before its databases have started again.</summary>
    private static Task RunningAsync(string address) =>
        Lambda.Processes.UntilAsync(
            () =>
            {
                try
                {
                    using var connection = new Npgsql.NpgsqlConnection(ConnectionString(address));
                    connection.Open();
                    return true;
                }
                catch (Npgsql.NpgsqlException)
                {
                    return false;
                }
            },
            $"{address} does not answer"
        );

    private static async Task<string> OutputAsync(HttpClient http)
    {
        var value = "";
        await Lambda.Processes.UntilAsync(
            () =>
            {
                var stack = PostAsync(http, "DescribeStacks", ("StackName", "s")).GetAwaiter().GetResult();
                Assert.DoesNotContain("ROLLBACK", stack.ToString(), StringComparison.Ordinal);
                value = Text(stack, "OutputValue");
                return value.Length > 0;
            },
            "the stack is not made"
        );
        return value;
    }

    private static async Task<XElement> PostAsync(HttpClient http, string action, params (string Name, string Value)[] parameters)
    {
        using var content = new FormUrlEncodedContent(
            parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)).Append(new("Action", action)).Append(new("Version", "2010-05-15"))
        );
        using var response = await http.PostAsync("/", content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return XElement.Parse(text);
    }
}
