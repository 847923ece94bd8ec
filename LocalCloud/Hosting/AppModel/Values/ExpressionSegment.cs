namespace LocalCloud.Hosting;

/// <summary>A piece of a <see cref="ReferenceExpression"/>: a literal, or a value (both <see cref="IValueProvider"/> and <see cref="IManifestExpressionProvider"/>) with its format.</summary>
public sealed class ExpressionSegment
{
    internal ExpressionSegment(string literal) => Literal = literal;
    internal ExpressionSegment(object provider, string? format) => (Provider, StringFormat) = (provider, format);

    public string? Literal { get; }
    public object? Provider { get; }

    /// <summary>Null or <c>uri</c>.</summary>
    public string? StringFormat { get; }

    internal string Expression => Literal ?? ((IManifestExpressionProvider)Provider!).ValueExpression;

    internal async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        Literal ?? (await ((IValueProvider)Provider!).GetValueAsync(cancellationToken) is { } value ? Format(value, StringFormat) : null);

    internal static string Format(string value, string? format) => format switch
    {
        null or "" => value,
        _ when format.Equals("uri", StringComparison.OrdinalIgnoreCase) => Uri.EscapeDataString(value),
        _ => throw new FormatException($"'{format}' is no format of a reference expression; there is 'uri'."),
    };
}
