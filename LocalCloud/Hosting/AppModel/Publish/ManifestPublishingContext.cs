using System.Collections.Immutable;
using System.Text.Json;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>How a resource stands in the manifest; null instead of a callback: it does not.</summary>
public sealed class ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, ManifestResource>? callback) : IResourceAnnotation
{
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new(null);
    public Func<ManifestPublishingContext, ManifestResource>? Callback { get; } = callback;
}

public static class ManifestPublishingExtensions
{
    /// <summary>Says how the resource stands in the manifest.</summary>
    public static IResourceBuilder<T> WithManifestPublishingCallback<T>(this IResourceBuilder<T> builder, Func<ManifestPublishingContext, ManifestResource> callback) where T : IResource =>
        builder.WithAnnotation(new ManifestPublishingCallbackAnnotation(callback), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Writes the members of the resource's entry in the manifest, its <c>type</c> first, with <see cref="ManifestPublishingContext.Writer"/>.</summary>
    public static IResourceBuilder<T> WithManifestPublishingCallback<T>(this IResourceBuilder<T> builder, Action<ManifestPublishingContext> callback) where T : IResource
    {
        var name = builder.Resource.Name;
        return builder.WithManifestPublishingCallback(context => context.Written(name, callback));
    }
}

/// <summary>What a resource needs to describe itself for the manifest.</summary>
public sealed class ManifestPublishingContext
{
    readonly string manifestDirectory;
    readonly PortAllocator ports = new();

    internal ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestDirectory, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        (ExecutionContext, this.manifestDirectory, CancellationToken) = (executionContext, manifestDirectory, cancellationToken);
        Dependents = new(names);
    }

    Utf8JsonWriter? writer;

    /// <summary>Where a callback writes its resource's members.</summary>
    public Utf8JsonWriter Writer => writer ?? throw new InvalidOperationException("There is a writer only within WithManifestPublishingCallback's callback that returns nothing.");

    public DistributedApplicationExecutionContext ExecutionContext { get; }
    public CancellationToken CancellationToken { get; }
    internal ManifestDependents Dependents { get; }

    /// <summary>A path as the manifest writes it: relative to the manifest, with slashes.</summary>
    public string GetManifestRelativePath(string path) => Path.GetRelativePath(manifestDirectory, path).Replace('\\', '/');

    /// <summary>A value (a string, or something with an expression) as the manifest writes it; what it refers to goes into the manifest too.</summary>
    public ManifestExpression Expression(object value)
    {
        var parts = Parts(value);
        Dependents.Add(value);
        return parts is [ManifestLiteral literal] ? ManifestExpression.Literal(literal.Text) : ManifestExpression.Of(parts);
    }

    internal ManifestResource Written(string name, Action<ManifestPublishingContext> callback)
    {
        using var stream = new MemoryStream();
        using (writer = new(stream))
        {
            writer.WriteStartObject();
            callback(this);
            writer.WriteEndObject();
        }
        writer = null;
        using var json = JsonDocument.Parse(stream.ToArray());
        List<string> faults = [];
        return ManifestReader.ReadResource(name, json.RootElement, (property, message) => faults.Add($"{property} {message}")) is { } resource && faults.Count == 0
            ? resource
            : throw new DistributedApplicationException($"What was written for the resource '{name}' is no entry of a manifest: {string.Join("; ", faults)}.");
    }

    public async Task<ImmutableArray<ManifestVariable>> EnvironmentAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(ExecutionContext, resource, CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList()) await annotation.Callback(context);
        return [.. context.EnvironmentVariables.Select(v => new ManifestVariable(v.Key, Expression(v.Value)))];
    }

    public async Task<ImmutableArray<ManifestExpression>> ArgsAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext(ExecutionContext, resource, CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList()) await annotation.Callback(context);
        return [.. context.Args.Select(Expression)];
    }

    public ImmutableArray<ManifestBinding> Bindings(IResource resource) => ManifestBindings.Of(resource, ports, ExecutionContext.IsPublishMode);

    /// <summary>The connection string of a resource that has one.</summary>
    public ManifestExpression? ConnectionString(IResource resource) => resource is IResourceWithConnectionString source ? Expression(source.ConnectionStringExpression) : null;

    IReadOnlyList<ManifestPart> Parts(object value) => value switch
    {
        string text => text.Length == 0 ? [] : [new ManifestLiteral(text)],
        ReferenceExpression { Name: null } expression => [.. expression.Segments.SelectMany(Parts)],
        IResourceBuilder<IResource> builder => Parts(builder.Resource),
        IManifestExpressionProvider provider => ManifestExpression.Parse(provider.ValueExpression).Parts,
        IFormattable number => [new ManifestLiteral(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture))],
        bool flag => [new ManifestLiteral(flag ? "true" : "false")],
        _ => throw new DistributedApplicationException($"A value of type {value.GetType().Name} has no form in the manifest; use a string, a parameter, an endpoint or a ReferenceExpression."),
    };

    IReadOnlyList<ManifestPart> Parts(ExpressionSegment segment)
    {
        if (segment.Literal is { } literal) return [new ManifestLiteral(literal)];
        if (string.IsNullOrEmpty(segment.StringFormat)) return Parts(segment.Provider!);
        if (ManifestDependents.SingleParameter(segment.Provider!) is { } parameter)
            return [new ManifestReference(Dependents.FormattedName(parameter, segment.StringFormat), "value")];
        var parts = Parts(segment.Provider!);
        return [.. parts.Select(part => part is ManifestLiteral text ? new ManifestLiteral(ExpressionSegment.Format(text.Text, segment.StringFormat)) : part)];
    }
}
