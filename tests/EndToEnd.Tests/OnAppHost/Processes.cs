using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LocalCloud.Hosting.Run.Dashboard.V1;


namespace EndToEnd.Tests.OnAppHost;

/// <summary>The resources and their processes, as the dashboard sees and commands them: through the resource service.</summary>
sealed class Processes : IDisposable
{
    readonly GrpcChannel channel;
    readonly DashboardService.DashboardServiceClient service;

    public Processes(JsonNode dashboard)
    {
        channel = GrpcChannel.ForAddress((string)dashboard["resourceService"]!);
        service = new(channel.Intercept(headers =>
        {
            headers.Add("x-resource-service-api-key", (string)dashboard["resourceServiceKey"]!);
            return headers;
        }));
    }

    public async Task<IReadOnlyList<Resource>> ListAsync()
    {
        using var call = service.WatchResources(new(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current.InitialData.Resources;
    }

    public async Task<IReadOnlyList<Resource>> InstancesOfAsync(string resource) => [.. (await ListAsync()).Where(r => r.DisplayName == resource).OrderBy(r => r.Name, StringComparer.Ordinal)];

    /// <param name="name">A resource, or one instance of it.</param>
    public async Task ExecuteAsync(string name, string command)
    {
        var answer = await service.ExecuteResourceCommandAsync(new() { ResourceName = name, CommandName = command });
        Assert.True(answer.Kind == ResourceCommandResponseKind.Succeeded, $"{command} {name}: {answer.Message}");
    }

    /// <summary>The lines that an instance has written so far.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string instance)
    {
        using var call = service.WatchResourceConsoleLogs(new() { ResourceName = instance, SuppressFollow = true });
        var lines = new List<string>();
        await foreach (var update in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)) lines.AddRange(update.LogLines.Select(l => l.Text));
        return lines;
    }

    public static int PidOf(Resource instance) => (int)instance.Properties.Single(p => p.Name == "executable.pid").Value.NumberValue;

    public void Dispose() => channel.Dispose();
}
