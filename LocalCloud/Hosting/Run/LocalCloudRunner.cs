using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Dcp;
using LocalCloud.Hosting.Run.Engines;
using LocalCloud.Hosting.Run.Lifecycle;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run;

/// <summary>Runs an application on this machine: Aspire's orchestrator and dashboard, embedded engines in the place of containers.</summary>
public sealed class LocalCloudRunner : IRunner
{
    /// <summary>Checks that everything can start and starts it; returns with the resources on their way.</summary>
    /// <exception cref="RunStartException">It cannot: a port is taken, the data is in use, binaries are missing.</exception>
    public Task<IRunningApplication> StartAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        var began = request.TimeProvider.GetTimestamp();
        var ports = new Ports();
        DataLock? dataLock = null;
        try
        {
            // Everything that can be refused is, before anything is touched
            var plan = RunPlan.Create(request, ports);
            var dashboard = DashboardEndpoints.Create(request.DashboardUrl, request.RandomPorts, ports);
            var (dcp, _) = (EngineFiles.Dcp(), dashboard is null ? null : EngineFiles.AspireManaged());
            dataLock = DataLock.Take(request.DataDirectory);
            RunDirectory.DeleteAbandoned();
            var values = new Values(plan, request.Parameters ?? new(request.Configuration, request.DataDirectory));
            var context = new RunContext(request, plan, values, new(), dashboard);
            foreach (var node in plan.Nodes) node.Engine = EngineFactory.For(node, context);
            var application = new RunningApplication(context, ports, dataLock, began);
            application.Start(dcp);
            return Task.FromResult<IRunningApplication>(application);
        }
        catch
        {
            dataLock?.Dispose();
            ports.Dispose();
            throw;
        }
    }
}
