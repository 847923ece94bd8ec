namespace LocalCloud.Hosting.Manifest;

/// <summary>Runs applications on this machine.</summary>
public interface IRunner
{
    /// <summary>Starts an application and returns as soon as its resources are on their way.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do (a port that is taken and by whom, an image that nothing here runs, ...).</exception>
    Task<IRunningApplication> StartAsync(RunRequest request, CancellationToken cancellationToken = default);
}
