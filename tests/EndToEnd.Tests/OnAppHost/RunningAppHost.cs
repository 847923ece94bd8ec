using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;
using LocalCloud.Hosting;
using LocalCloud.Hosting.Testing;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>The AppHost's application, running with its dashboard.</summary>
sealed class RunningAppHost : SystemUnderTest
{
    static readonly string[] Resources = ["api", "report-worker", "event-router"];

    readonly DistributedApplication app;
    readonly bool ownsData;

    RunningAppHost(DistributedApplication app, string data, bool ownsData)
    {
        (this.app, this.ownsData, DataDirectory) = (app, ownsData, data);
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!["dashboard"]!;
        Telemetry = new(dashboard);
        Processes = new(dashboard);
        DashboardLogin = new((string)dashboard["loginUrl"]!);
    }

    public string DataDirectory { get; }
    public Telemetry Telemetry { get; }
    public Processes Processes { get; }
    public Uri DashboardLogin { get; }
    protected override Uri ApiAddress => app.GetEndpoint("api");
    protected override Uri AwsAddress => app.GetEndpoint("aws");

    /// <summary>Starts it and waits until the services are healthy.</summary>
    /// <param name="data">Data that stays; null: a directory that is deleted at the end.</param>
    /// <param name="environment">Variables of all services.</param>
    public static async Task<RunningAppHost> StartAsync(string? data = null, params (string Name, string Value)[] environment)
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

    public override Task<IReadOnlyList<Span>> SpansOfAsync(string traceId) => Telemetry.SpansOfAsync(traceId);

    public override async Task<IReadOnlyList<string>> LogAsync(string service) =>
        [.. (await Task.WhenAll((await Processes.InstancesOfAsync(service)).Select(i => Processes.LogAsync(i.Name)))).SelectMany(lines => lines)];

    public override async Task KillOneAsync(string service)
    {
        var victim = (await Processes.InstancesOfAsync(service))[0];
        using (var process = System.Diagnostics.Process.GetProcessById(Processes.PidOf(victim))) process.Kill();
        await Eventually.Async("the end is seen", async () => (await Processes.InstancesOfAsync(service)).SingleOrDefault(r => r.Name == victim.Name && r.State == "Exited"));
    }

    protected override async Task<string> DatabaseAsync() => (await app.GetConnectionStringAsync("serverless"))!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Telemetry.Dispose();
        Processes.Dispose();
        await app.DisposeAsync();
        if (ownsData) Directory.Delete(DataDirectory, recursive: true);
    }
}
