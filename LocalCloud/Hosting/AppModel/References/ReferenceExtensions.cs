namespace LocalCloud.Hosting;

public static class ReferenceExtensions
{
    /// <summary>
    /// Gives the resource another's connection string as <c>ConnectionStrings__NAME</c> and what it is made of as <c>NAME_HOST</c>, <c>NAME_PORT</c>, ...
    /// </summary>
    /// <param name="connectionName">Instead of the other's own name.</param>
    /// <param name="optional">Nothing is given when there is no connection string.</param>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where T : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithEnvironment(context =>
        {
            if (optional && resource is ParameterConnectionString { IsGiven: false }) return;
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = resource;
            foreach (var (property, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{VariableName.Of(name)}_{VariableName.Of(property)}"] = value;
        });
    }

    /// <summary>Gives the resource the addresses of another's endpoints: <c>NAME_HTTP</c> and for service discovery <c>services__NAME__http__0</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            foreach (var endpoint in source.Resource.GetEndpoints())
                if (!endpoint.EndpointAnnotation.ExcludeReferenceEndpoint) AddService(context, endpoint);
        });

    /// <summary>Gives the resource the address of one endpoint.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, EndpointReference endpointReference) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => AddService(context, endpointReference));

    /// <summary>Gives the resource the address of a service that is not part of the application.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, string name, Uri uri) where T : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/") throw new InvalidOperationException($"The address of '{name}' must be absolute and without a path, unlike '{uri}'.");
        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString());
    }

    static void AddService(EnvironmentCallbackContext context, EndpointReference endpoint)
    {
        var service = endpoint.Resource.Name;
        context.EnvironmentVariables[$"{VariableName.Of(service)}_{VariableName.Of(endpoint.EndpointName)}"] = endpoint;
        var key = endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;
        var index = 0;
        while (!context.EnvironmentVariables.TryAdd($"services__{service}__{key}__{index}", endpoint)) index++;
    }
}
