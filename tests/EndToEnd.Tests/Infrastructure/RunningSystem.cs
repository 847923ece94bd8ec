using System.Text.Json.Nodes;
using LocalCloud.Hosting;
using LocalCloud.Hosting.Testing;
using Npgsql;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The AppHost's application, running with its dashboard, and the ways into it.</summary>
sealed class RunningSystem : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_end_to_end";
    static readonly string[] Resources = ["api", "report-worker", "event-router"];

    readonly DistributedApplication app;
    readonly bool ownsData;

    RunningSystem(DistributedApplication app, string data, bool ownsData)
    {
        (this.app, this.ownsData, DataDirectory) = (app, ownsData, data);
        Api = app.CreateHttpClient("api");
        Aws = app.CreateHttpClient("aws");
        Mail = new(Aws);
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!["dashboard"]!;
        Telemetry = new(dashboard);
        Processes = new(dashboard);
        DashboardLogin = new((string)dashboard["loginUrl"]!);
    }

    public string DataDirectory { get; }
    public HttpClient Api { get; }
    public HttpClient Aws { get; }
    public Inbox Mail { get; }
    public Telemetry Telemetry { get; }
    public Processes Processes { get; }
    public Uri DashboardLogin { get; }

    /// <summary>Starts it and waits until the services are healthy.</summary>
    /// <param name="data">Data that stays; null: a directory that is deleted at the end.</param>
    /// <param name="environment">Variables of all services.</param>
    public static async Task<RunningSystem> StartAsync(string? data = null, params (string Name, string Value)[] environment)
    {
        var directory = data ?? Directory.CreateTempSubdirectory("end-to-end-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--LocalCloud:DataDirectory={directory}", "--LocalCloud:Ephemeral=false", $"--Parameters:stripe-webhook-secret={WebhookSecret}"],
            (options, _) => options.DisableDashboard = false);
        foreach (var project in builder.Resources.OfType<ProjectResource>())
            foreach (var (name, value) in environment)
                builder.CreateResourceBuilder(project).WithEnvironment(name, value);
        var app = await builder.BuildAsync();
        try
        {
            await app.StartAsync();
            foreach (var resource in Resources) await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, TestContext.Current.CancellationToken);
            return new(app, directory, ownsData: data is null);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<NpgsqlConnection> OpenDatabaseAsync()
    {
        var connection = new NpgsqlConnection(await app.GetConnectionStringAsync("serverless"));
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Aws.Dispose();
        Telemetry.Dispose();
        Processes.Dispose();
        await app.DisposeAsync();
        if (ownsData) Directory.Delete(DataDirectory, recursive: true);
    }
}
