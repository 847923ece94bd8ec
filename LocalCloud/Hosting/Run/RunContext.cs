using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run;

/// <summary>What every part of a run needs.</summary>
sealed record RunContext(RunRequest Request, RunPlan Plan, Values Values, RunDirectory Temporary, DashboardEndpoints? Dashboard)
{
    public TimeProvider Time => Request.TimeProvider;

    /// <summary>A resource's directory for data that stays (or, in an ephemeral run, goes with it).</summary>
    public string Data(string resource) => Path.Combine(Request.DataDirectory, resource);
}
