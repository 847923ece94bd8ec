namespace LocalCloud.Hosting.Manifest;

/// <summary>An application that runs: what happens to its resources, and how to reach them. Disposing stops everything.</summary>
public interface IRunningApplication : IAsyncDisposable
{
    /// <summary>Ends when every resource is healthy (or, if it is not to stay, finished); fails when one has failed to start.</summary>
    Task Ready { get; }

    /// <summary>Ends when the application has stopped, with the exit code of the process: 0, or 1 when a resource failed.</summary>
    Task<int> Completion { get; }

    /// <summary>Where the dashboard's login page is, with its token; null without a dashboard.</summary>
    Uri? DashboardLoginUrl { get; }

    /// <summary>The state of each resource now, then every change until the application stops or the token is cancelled.</summary>
    IAsyncEnumerable<ResourceSnapshot> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>The latest state of a resource, or null when there is none of that name.</summary>
    ResourceSnapshot? Find(string resource);

    /// <summary>Address of a binding once it has one; null binding: http, else https, else the first. An unknown resource or binding is an <see cref="ArgumentException"/>.</summary>
    Task<Uri> GetEndpointAsync(string resource, string? binding = null, CancellationToken cancellationToken = default);

    /// <summary>The connection string of a resource, resolved; null when it has none. An unknown resource is an <see cref="ArgumentException"/>.</summary>
    Task<string?> GetConnectionStringAsync(string resource, CancellationToken cancellationToken = default);

    /// <summary>Starts, stops or restarts a resource (<c>start</c>, <c>stop</c>, <c>restart</c>); null when done, else why not.</summary>
    Task<string?> ExecuteCommandAsync(string resource, string command, CancellationToken cancellationToken = default);

    /// <summary>Stops everything in order and waits for it.</summary>
    Task StopAsync(CancellationToken cancellationToken = default);
}

/// <summary>The state of a resource at one moment.</summary>
/// <param name="Resource">Its name in the manifest.</param>
/// <param name="State">One of <see cref="KnownResourceStates"/>.</param>
public sealed record ResourceSnapshot(string Resource, string State)
{
    /// <summary>Null while it cannot be known (not running).</summary>
    public bool? IsHealthy { get; init; }
    public int? ExitCode { get; init; }
    /// <summary>Why it failed or waits, in one line.</summary>
    public string? Reason { get; init; }
}

/// <summary>The states of a resource, by the names that Aspire gives them.</summary>
public static class KnownResourceStates
{
    public const string NotStarted = "NotStarted";
    public const string Waiting = "Waiting";
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string RuntimeUnhealthy = "RuntimeUnhealthy";
    public const string FailedToStart = "FailedToStart";
    public const string Stopping = "Stopping";
    public const string Exited = "Exited";
    public const string Finished = "Finished";

    /// <summary>States that a resource does not leave by itself.</summary>
    public static bool IsTerminal(string state) => state is FailedToStart or Exited or Finished;
}
