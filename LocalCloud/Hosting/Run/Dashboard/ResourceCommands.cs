namespace LocalCloud.Hosting.Run.Dashboard;

/// <summary>Start, stop and restart by name of a resource (all its replicas) or of one instance.</summary>
sealed class ResourceCommands(Func<string, string, CancellationToken, Task<string?>> execute)
{
    public const string Start = "start", Stop = "stop", Restart = "restart";

    /// <summary>Null when done, else why not.</summary>
    public Task<string?> ExecuteAsync(string resource, string command, CancellationToken cancellationToken) =>
        // Aspire before 13 called them resource-start, ...
        execute(resource, command.StartsWith("resource-", StringComparison.Ordinal) ? command["resource-".Length..] : command, cancellationToken);
}
