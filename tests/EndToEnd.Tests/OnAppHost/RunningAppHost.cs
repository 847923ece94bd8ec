using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>The AppHost's application, running with its dashboard.</summary>
internal sealed class RunningAppHost : SystemUnderTest
{
    /// <summary>In the order of Program.cs, without the parameter.</summary>
    public static readonly string[] Resources = ["postgres", "serverless", "redis", "aws", "infra", "api", "report-worker", "event-router"];

    private static readonly string[] Services = ["api", "report-worker", "event-router"];

    private readonly DistributedApplication _app;

    private RunningAppHost(DistributedApplication app, Uri dashboardLogin)
    {
        (_app, DashboardLogin) = (app, dashboardLogin);
        Telemetry = Telemetry.Of(app, dashboardLogin);
        Processes = new(app);
    }

    public Telemetry Telemetry { get; }
    public Processes Processes { get; }
    public Uri DashboardLogin { get; }
    public ResourceCommandService Commands => _app.ResourceCommands;
    protected override Uri ApiAddress => _app.GetEndpoint("api");
    protected override Uri AwsAddress => _app.GetEndpoint("aws");

    /// <summary>Starts it and waits until the services are healthy.</summary>
    /// <param name="data">Where its data stays; null: it is thrown away at the end.</param>
    /// <param name="environment">Variables of all services.</param>
    public static async Task<RunningAppHost> StartAsync(string? data = null, params (string Name, string Value)[] environment)
    {
        var builder = await TestHost.CreateAsync(data is null ? [] : [$"--LocalCloud:DataDirectory={data}"]);
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        foreach (var (name, value) in environment)
            builder.CreateResourceBuilder(project).WithEnvironment(name, value);
        var app = await builder.StartAsync(Services);
        return new(app, await app.GetDashboardUrlAsync(TestContext.Current.CancellationToken));
    }

    public override Task<IReadOnlyList<Span>> SpansOfAsync(string traceId) => Telemetry.SpansOfAsync(traceId);

    public override Task<IReadOnlyList<string>> LogAsync(string service) => Processes.LogAsync(service);

    public override async Task KillOneAsync(string service)
    {
        var victim = (await Processes.InstancesOfAsync(service))[0];
        using (var process = System.Diagnostics.Process.GetProcessById(Processes.PidOf(victim)))
            process.Kill();
        await Processes.UntilAsync(service, "seen to have ended", now => now.ResourceId == victim.ResourceId && Processes.HasEnded(now));
    }

    public Task HealthyAsync(params string[] resources) => _app.HealthyAsync(resources);

    protected override async Task<string> DatabaseAsync() => (await _app.GetConnectionStringAsync("serverless"))!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Telemetry.Dispose();
        await _app.DisposeAsync();
    }
}
