using System.Runtime.CompilerServices;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Tests.AppModel;

/// <summary>Starts nothing: keeps the request, and shows the states that it is given.</summary>
sealed class RecordingRunner(params ResourceSnapshot[] states) : IRunner, IRunningApplication
{
    readonly TaskCompletionSource<int> completion = new();

    public RunRequest? Request { get; private set; }
    public bool Stopped => completion.Task.IsCompleted;

    public Task<IRunningApplication> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        Request = request;
        return Task.FromResult<IRunningApplication>(this);
    }

    public Task Ready => Task.CompletedTask;
    public Task<int> Completion => completion.Task;
    public Uri? DashboardLoginUrl => null;

    public async IAsyncEnumerable<ResourceSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var state in states) yield return state;
        await completion.Task.WaitAsync(cancellationToken);
    }

    public ResourceSnapshot? Find(string resource) => states.LastOrDefault(s => s.Resource == resource);
    public Task<Uri> GetEndpointAsync(string resource, string? binding, CancellationToken cancellationToken) => Task.FromResult(new Uri($"http://127.0.0.1:1234/{resource}/{binding}"));
    public Task<string?> GetConnectionStringAsync(string resource, CancellationToken cancellationToken) => Task.FromResult<string?>($"Host={resource}");
    public Task<string?> ExecuteCommandAsync(string resource, string command, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        completion.TrySetResult(0);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        completion.TrySetResult(0);
        return ValueTask.CompletedTask;
    }
}
