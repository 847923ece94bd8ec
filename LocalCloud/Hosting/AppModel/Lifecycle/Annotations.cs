using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

public enum WaitType
{
    WaitUntilHealthy,
    WaitForCompletion,
    WaitUntilStarted,
}

public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource => resource;
    public WaitType WaitType => waitType;
    public int ExitCode => exitCode;
}

public sealed class ReplicaAnnotation(int replicas) : IResourceAnnotation
{
    public int Replicas => replicas;
}

public sealed class HttpHealthCheckAnnotation(string path, int statusCode, string? endpointName) : IResourceAnnotation
{
    public string Path => path;
    public int StatusCode => statusCode;
    public string? EndpointName => endpointName;
}

public sealed class ParentAnnotation(IResource parent) : IResourceAnnotation
{
    public IResource Parent => parent;
}

public sealed class ExplicitStartupAnnotation : IResourceAnnotation;

public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>A string or a <see cref="ReferenceExpression"/>.</summary>
    public required object Url { get; init; }
    public string? DisplayText { get; init; }
    public EndpointReference? Endpoint { get; init; }
}

/// <summary>The application in which the resource runs; values of endpoints come from there.</summary>
sealed class RunningAnnotation(IRunningApplication application) : IResourceAnnotation
{
    public IRunningApplication Application => application;
}
