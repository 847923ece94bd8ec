namespace LocalCloud.Hosting;

public static class LifecycleExtensions
{
    /// <summary>Starts the resource when the other one is healthy; waits for a database's server too.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy);

    /// <summary>Starts the resource when the other one runs, healthy or not.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilStarted);

    /// <summary>Starts the resource when the other one has ended with an exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitForCompletion, exitCode);

    /// <summary>The resource is healthy when a GET answers with the status.</summary>
    /// <param name="path">Null: /.</param>
    /// <param name="statusCode">Null: 200.</param>
    /// <param name="endpointName">Null: http, else https.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
    {
        if (path is not null && !path.StartsWith('/')) throw new ArgumentException($"The path of a health check begins with '/', unlike '{path}'.", nameof(path));
        return builder.WithAnnotation(new HttpHealthCheckAnnotation(path ?? "/", statusCode ?? 200, endpointName));
    }

    /// <summary>Shows the resource under another one.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent) where T : IResource =>
        builder.WithAnnotation(new ParentAnnotation(parent.Resource), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>The resource does not start by itself, somebody has to start it.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Leaves the resource out of the manifest: it exists on this machine only.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.WithAnnotation(ManifestPublishingCallbackAnnotation.Ignore, ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Shows an address for the resource; a relative one is under its http endpoint.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null) where T : IResource =>
        builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });

    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, ReferenceExpression url, string? displayText = null) where T : IResource =>
        builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });

    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, in ReferenceExpression.ExpressionInterpolatedStringHandler url, string? displayText = null) where T : IResource =>
        builder.WithUrl(ReferenceExpression.Create(url), displayText);

    static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, WaitType type, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        if (ReferenceEquals(builder.Resource, dependency)) throw new DistributedApplicationException($"The resource '{dependency.Name}' cannot wait for itself.");
        if (dependency is IResourceWithParent child)
        {
            if (ReferenceEquals(builder.Resource, child.Parent)) throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' cannot wait for its own '{dependency.Name}'.");
            if (type != WaitType.WaitForCompletion) builder.WithAnnotation(new WaitAnnotation(child.Parent, type));
        }
        return builder.WithAnnotation(new WaitAnnotation(dependency, type, exitCode));
    }
}
