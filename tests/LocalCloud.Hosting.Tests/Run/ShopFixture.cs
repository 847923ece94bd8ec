using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard.V1;

namespace LocalCloud.Hosting.Tests.Run;

/// <summary>The manifest shop.json, running with its dashboard: a web project with two replicas and the three engines.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    readonly Runs.TemporaryDirectory data = Runs.Temporary();
    GrpcChannel? channel;

    public IRunningApplication App { get; private set; } = null!;
    public HttpClient Web { get; private set; } = null!;
    public JsonNode RunFile { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await Runs.StartAsync(Runs.Request(Runs.Read("shop.json"), data) with { DashboardUrl = new("http://127.0.0.1:0"), LocalRun = Runs.Local("web", web => web with { Replicas = 2 }) });
        await App.Ready;
        Web = new() { BaseAddress = await App.GetEndpointAsync("web") };
        // Each request on a connection of its own: the proxy spreads connections
        Web.DefaultRequestHeaders.ConnectionClose = true;
        RunFile = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "run.json")))!;
    }

    public string Dashboard(string key) => (string)RunFile["dashboard"]![key]!;

    public DashboardService.DashboardServiceClient ResourceService(string? key = null)
    {
        channel ??= GrpcChannel.ForAddress(Dashboard("resourceService"));
        return new(channel.Intercept(headers =>
        {
            headers.Add("x-resource-service-api-key", key ?? Dashboard("resourceServiceKey"));
            return headers;
        }));
    }

    public async ValueTask DisposeAsync()
    {
        channel?.Dispose();
        Web.Dispose();
        await App.DisposeAsync();
        data.Dispose();
    }
}
