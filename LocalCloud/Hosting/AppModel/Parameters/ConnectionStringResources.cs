namespace LocalCloud.Hosting;

/// <summary>A connection string made of values of other resources.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
}

/// <summary>A connection string that is given from outside.</summary>
sealed class ParameterConnectionString : ParameterResource, IResourceWithConnectionString
{
    public ParameterConnectionString(string name, string? environmentVariable, Func<string?> value) : base(name, secret: true)
    {
        ConnectionStringEnvironmentVariable = environmentVariable;
        LocalValue = value;
    }

    public string? ConnectionStringEnvironmentVariable { get; }
    public bool IsGiven => LocalValue?.Invoke() is not null;
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{(ParameterResource)this}");
    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";
    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
    IEnumerable<object> IValueWithReferences.References => [];
}
