using LocalCloud.Hosting.Run.Dcp;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>The end of a run: services first, so that their last writes find the servers; then those; then DCP with all that is left.</summary>
static class Shutdown
{
    static readonly TimeSpan ForServices = TimeSpan.FromMilliseconds(900), ForServers = TimeSpan.FromMilliseconds(600), ForDcp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(RunContext context, Task<DcpClient> dcp, Task<ProcessHost> processes, CancellationTokenSource stopping)
    {
        await QuietlyAsync(async () =>
        {
            var host = await processes.ConfigureAwait(false);
            await EndAsync(context, host, servers: false, ForServices).ConfigureAwait(false);
            await EndAsync(context, host, servers: true, ForServers).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await QuietlyAsync(async () =>
        {
            using var client = await dcp.ConfigureAwait(false);
            using var patience = new CancellationTokenSource(ForDcp, context.Time);
            await client.ShutdownAsync(patience.Token).ConfigureAwait(false);
            await stopping.CancelAsync().ConfigureAwait(false);
            await client.WaitUntilGoneAsync(context.Time, patience.Token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
    }

    static async Task EndAsync(RunContext context, ProcessHost host, bool servers, TimeSpan patience)
    {
        var instances = context.Plan.Nodes.Where(n => n.Engine is { } engine && engine.IsServer == servers)
            .SelectMany(n => n.Instances.Select(i => host.StopAsync(i, n.Engine!.StopSignal, CancellationToken.None)));
        try
        {
            await Task.WhenAll(instances).WaitAsync(patience, context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // DCP ends what is left
        }
    }

    /// <summary>A part that never started, or is gone already, is no obstacle to the end of the others.</summary>
    public static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or RunStartException or IOException or InvalidOperationException)
        {
        }
    }
}
