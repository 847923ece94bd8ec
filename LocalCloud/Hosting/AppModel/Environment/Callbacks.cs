namespace LocalCloud.Hosting;

/// <summary>The variables of a resource while they are put together: strings, parameters, endpoints, expressions.</summary>
public sealed class EnvironmentCallbackContext(DistributedApplicationExecutionContext executionContext, IResource resource, CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;
    public IResource Resource => resource;
    public CancellationToken CancellationToken => cancellationToken;
    public Dictionary<string, object> EnvironmentVariables { get; } = [];
}

public sealed class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback) : this(context =>
    {
        callback(context);
        return Task.CompletedTask;
    })
    { }

    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}

/// <summary>The arguments of a resource while they are put together: strings, parameters, endpoints, expressions.</summary>
public sealed class CommandLineArgsCallbackContext(DistributedApplicationExecutionContext executionContext, IResource resource, CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;
    public IResource Resource => resource;
    public CancellationToken CancellationToken => cancellationToken;
    public List<object> Args { get; } = [];
}

public sealed class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
