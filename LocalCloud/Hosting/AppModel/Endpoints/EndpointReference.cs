namespace LocalCloud.Hosting;

/// <summary>What can be asked of an endpoint.</summary>
public enum EndpointProperty
{
    Url,
    Host,
    IPV4Host,
    Port,
    Scheme,
    TargetPort,
    HostAndPort,
    TlsEnabled,
}

/// <summary>A reference to an endpoint of a resource; its value is the URL.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public IResourceWithEndpoints Resource { get; } = owner;
    public string EndpointName { get; } = endpointName;

    public bool Exists => Find() is not null;
    public EndpointAnnotation EndpointAnnotation =>
        Find() ?? throw new InvalidOperationException($"The resource '{Resource.Name}' has no endpoint '{EndpointName}'.");
    public string Scheme => EndpointAnnotation.UriScheme;
    public bool IsHttp => Scheme.Equals("http", StringComparison.OrdinalIgnoreCase);
    public bool IsHttps => Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
    public bool TlsEnabled => Find()?.TlsEnabled ?? false;

    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;
    public IEnumerable<object> References => [Resource];
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>One value when the endpoint speaks TLS, another when it does not; decided when the value is asked for.</summary>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue) =>
        ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    EndpointAnnotation? Find() => Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(e => e.Name.Equals(EndpointName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A property of an endpoint.</summary>
public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property) : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpoint;
    public EndpointProperty Property { get; } = property;
    public IEnumerable<object> References => [Endpoint];

    public string ValueExpression => Property switch
    {
        EndpointProperty.Url => Binding("url"),
        EndpointProperty.Host or EndpointProperty.IPV4Host => Binding("host"),
        EndpointProperty.Port => Binding("port"),
        EndpointProperty.Scheme => Binding("scheme"),
        EndpointProperty.TargetPort => Binding("targetPort"),
        EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
        _ => Binding("tlsEnabled"),
    };

    string Binding(string name) => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{name}}}";

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Property == EndpointProperty.TlsEnabled) return Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString;
        if (Property == EndpointProperty.Scheme) return Endpoint.Scheme;
        if (!Endpoint.Resource.TryGetLastAnnotation<RunningAnnotation>(out var running))
            throw new InvalidOperationException($"The endpoint '{Endpoint.EndpointName}' of '{Endpoint.Resource.Name}' has an address once the application runs.");
        var url = await running.Application.GetEndpointAsync(Endpoint.Resource.Name, Endpoint.EndpointName, cancellationToken);
        return Property switch
        {
            EndpointProperty.Url => url.OriginalString,
            EndpointProperty.Host or EndpointProperty.IPV4Host => url.Host,
            EndpointProperty.HostAndPort => $"{url.Host}:{url.Port}",
            EndpointProperty.Port => $"{url.Port}",
            _ => $"{Endpoint.EndpointAnnotation.TargetPort ?? url.Port}",
        };
    }
}
