using LocalCloud.Hosting.Run.Dcp;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>The end of a run: services first, so that their last writes find the servers; then those and the dashboard; then DCP with all that is left.</summary>
static class Shutdown
{
    static readonly TimeSpan ForServices = TimeSpan.FromMilliseconds(900), ForServers = TimeSpan.FromSeconds(5), ForDcp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(RunContext context, Task<DcpClient> dcp, Task<ProcessHost> processes, CancellationTokenSource stopping)
    {
        var clean = false;
        await QuietlyAsync(async () =>
        {
            var host = await processes.ConfigureAwait(false);
            clean = await EndAsync(context, host, servers: false, ForServices).ConfigureAwait(false);
            var dashboard = host.KillAsync(Dashboard.DashboardLaunch.Name);
            clean &= await EndAsync(context, host, servers: true, ForServers).ConfigureAwait(false) & await dashboard.ConfigureAwait(false);
        }).ConfigureAwait(false);
        await QuietlyAsync(async () =>
        {
            using var client = await dcp.ConfigureAwait(false);
            using var patience = new CancellationTokenSource(ForDcp, context.Time);
            await client.ShutdownAsync(cleanUp: !clean, patience.Token).ConfigureAwait(false);
            await client.WaitUntilGoneAsync(context.Time, patience.Token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>True when all of them are gone; one that takes longer than it may is killed (what servers have acknowledged is on disk all the same).</summary>
    static async Task<bool> EndAsync(RunContext context, ProcessHost host, bool servers, TimeSpan patience)
    {
        var instances = context.Plan.Nodes.Where(n => n.Engine is { } engine && engine.IsServer == servers).SelectMany(n => n.Instances, (n, i) => (n.Engine!.StopSignal, i.Name));
        var gone = await Task.WhenAll(instances.Select(async i => await host.EndAsync(i.Name, i.StopSignal, patience).ConfigureAwait(false) || await host.KillAsync(i.Name).ConfigureAwait(false))).ConfigureAwait(false);
        return gone.All(g => g);
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
