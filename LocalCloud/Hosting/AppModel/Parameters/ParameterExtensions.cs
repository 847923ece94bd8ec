using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting;

public static class ParameterExtensions
{
    /// <summary>A parameter that configuration gives (<c>Parameters:NAME</c>, as a variable <c>Parameters__NAME</c>); a secret one is generated for runs on this machine when it is not given.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.Add(new(name, secret));

    /// <summary>A parameter with a value.</summary>
    /// <param name="publishValueAsDefault">The manifest holds the value as default; not for secrets.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <inheritdoc cref="AddParameter(IDistributedApplicationBuilder, string, string, bool, bool)"/>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret) throw new ArgumentException($"The secret parameter '{name}' cannot be published with its value.", nameof(secret));
        return builder.Add(new(name, secret) { LocalValue = valueGetter, Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter()) : null });
    }

    /// <summary>A parameter that is given by its rule when configuration does not give it.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.Add(new(name, secret) { Default = value });

    /// <summary>A parameter whose value stands elsewhere in configuration than under <c>Parameters:NAME</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.Add(new(name, secret) { LocalValue = () => builder.Configuration[configurationKey] });

    /// <summary>A connection string that configuration gives (<c>ConnectionStrings:NAME</c>).</summary>
    /// <param name="environmentVariableName">Under which variable others get it; null: <c>ConnectionStrings__NAME</c>.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var resource = new ParameterConnectionString(name, environmentVariableName, () => builder.Configuration.GetConnectionString(name));
        return builder.Add(resource, builder.AddResource(resource));
    }

    /// <summary>A connection string made of values of other resources.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));

    /// <summary>The password parameter that a server makes for itself: not part of the model, in the manifest because it is referred to.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(this IDistributedApplicationBuilder builder, string name, bool special = true)
    {
        var parameter = new ParameterResource(name, secret: true) { Default = new GenerateParameterDefault { Special = special } };
        return builder.Add(parameter, parameter);
    }

    static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, ParameterResource parameter) => builder.Add(parameter, builder.AddResource(parameter));

    static T Add<T>(this IDistributedApplicationBuilder builder, ParameterResource parameter, T result)
    {
        parameter.Values = () => ((DistributedApplicationBuilder)builder).Parameters;
        return result;
    }
}
