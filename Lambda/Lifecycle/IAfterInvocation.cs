namespace Lambda.Lifecycle;

/// <summary>
/// Work that belongs to an invocation but not to its answer: done after the answer has gone out and before the environment is
/// frozen. The last one registered runs first, so that telemetry goes last. Not run after warm-ups.
/// </summary>
public interface IAfterInvocation
{
    /// <param name="cancellationToken">Cancelled shortly before the deadline, at which the process is killed.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
