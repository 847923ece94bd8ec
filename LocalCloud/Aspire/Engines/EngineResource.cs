using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// The process behind a resource that would be a container elsewhere. It is hidden: users see <paramref name="served"/>, with this
/// one's state and log.
/// </summary>
internal sealed class EngineResource(ContainerResource served, string description, string command, string workingDirectory)
    : ExecutableResource($"{served.Name}-engine", command, workingDirectory)
{
    /// <summary>What it is, for users: <c>PostgreSQL 18</c>.</summary>
    public string Description => description;

    public EngineStore? Store { get; set; }

    /// <summary>The official resource, which keeps its endpoints, references, health checks and events.</summary>
    public ContainerResource Served => served;
}

/// <summary>Where an engine keeps its data, and how that is begun.</summary>
/// <param name="Initialize">Returns why it could not; null when it is done, or was before.</param>
internal sealed record EngineStore(string Directory, Func<CancellationToken, Task<string?>> Initialize);
