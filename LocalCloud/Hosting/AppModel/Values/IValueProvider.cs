namespace LocalCloud.Hosting;

/// <summary>A value that is known once the application runs.</summary>
public interface IValueProvider
{
    /// <exception cref="InvalidOperationException">It is asked for before it can be known.</exception>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that a manifest names by an expression such as <c>{redis.bindings.tcp.host}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

/// <summary>A value that leads to others: what it refers to has to be in the manifest too.</summary>
public interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}
