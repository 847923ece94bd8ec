using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;
using LocalCloud.Hosting;
using LocalCloud.Hosting.Testing;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>What the AppHost runs besides its services: PostgreSQL, Redis, the local cloud and the dashboard, or some of it.</summary>
sealed class LocalEngines : IAsyncDisposable
{
    readonly DistributedApplication app;
    readonly string data;

    LocalEngines(DistributedApplication app, string data)
    {
        (this.app, this.data) = (app, data);
        Telemetry = new(JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!["dashboard"]!);
    }

    public Uri Aws => app.GetEndpoint("aws");

    public Telemetry Telemetry { get; }

    public static async Task<LocalEngines> StartAsync(params string[] resources)
    {
        var data = Directory.CreateTempSubdirectory("end-to-end-functions-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--LocalCloud:DataDirectory={data}", "--LocalCloud:Ephemeral=false", $"--Parameters:stripe-webhook-secret={SystemUnderTest.WebhookSecret}"],
            (options, _) => options.DisableDashboard = false);
        foreach (var resource in builder.Resources.Where(r => !resources.Contains(r.Name) && r is not ParameterResource).ToList()) builder.Resources.Remove(resource);
        var app = await builder.BuildAsync();
        try
        {
            await app.StartAsync();
            foreach (var resource in resources) await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, TestContext.Current.CancellationToken);
            return new(app, data);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<string> ConnectionAsync(string resource) => (await app.GetConnectionStringAsync(resource))!;

    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
