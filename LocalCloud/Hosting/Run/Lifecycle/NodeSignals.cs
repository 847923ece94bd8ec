using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>A resource cannot start: it, or one it waits for, has failed.</summary>
sealed class ResourceFailedException(string resource, string reason) : Exception(reason)
{
    public string Resource { get; } = resource;
}

/// <summary>What others wait for in a resource.</summary>
sealed class NodeSignals
{
    readonly TaskCompletionSource started = New(), healthy = New();
    readonly TaskCompletionSource<int> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => started.Task;
    public Task Healthy => healthy.Task;
    public Task<int> Completed => completed.Task;

    public void SetStarted() => started.TrySetResult();
    public void SetHealthy() => healthy.TrySetResult();
    public void SetCompleted(int exitCode) => completed.TrySetResult(exitCode);

    public void Fail(Exception exception)
    {
        foreach (var source in new[] { started, healthy }) source.TrySetException(exception);
        completed.TrySetException(exception);
        // Nobody may be waiting
        _ = started.Task.Exception;
        _ = healthy.Task.Exception;
        _ = completed.Task.Exception;
    }

    public async Task WaitAsync(LocalWait wait, CancellationToken cancellationToken)
    {
        if (wait.Kind == LocalWaitKind.Completed)
        {
            var code = await completed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (code != wait.ExitCode) throw new ResourceFailedException(wait.Resource, $"'{wait.Resource}' ended with exit code {code}, not {wait.ExitCode}");
            return;
        }
        await (wait.Kind == LocalWaitKind.Started ? started.Task : healthy.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
