using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Engines;

/// <summary>What a container resource says of its container, as values.</summary>
internal static class ContainerSettings
{
    /// <summary>A variable that its container would get; null when it gets none of that name.</summary>
    public static async Task<string?> VariableAsync(
        IDistributedApplicationBuilder builder,
        ContainerResource resource,
        string name,
        CancellationToken cancellationToken
    )
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, resource, [], cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);
        return context.EnvironmentVariables.GetValueOrDefault(name) switch
        {
            null => null,
            IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
            var value => $"{value}",
        };
    }

    /// <summary>The arguments that its container would get.</summary>
    public static async Task<IReadOnlyList<object>> ArgumentsAsync(
        IDistributedApplicationBuilder builder,
        ContainerResource resource,
        CancellationToken cancellationToken
    )
    {
        var execution = builder.ExecutionContext;
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = execution };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);
        return [.. context.Args];
    }

    /// <summary>The image's name without registry and tag, and its tag: <c>("library/postgres", "18.1")</c>.</summary>
    public static (string Image, string? Tag) Image(IResource resource) =>
        resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is { } image
            ? (image.Image, image.SHA256 ?? image.Tag)
            : ("", null);
}
