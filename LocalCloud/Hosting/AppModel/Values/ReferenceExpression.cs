using System.Runtime.CompilerServices;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>
/// A string with values of resources in it, made from an interpolated string: <c>ReferenceExpression.Create($"Host={endpoint.Property(EndpointProperty.Host)}")</c>.
/// The format <c>uri</c> percent-encodes a value. A conditional one chooses between two by the value of a third.
/// </summary>
public sealed class ReferenceExpression : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    ReferenceExpression(IReadOnlyList<ExpressionSegment> segments) => Segments = segments;

    ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        Segments = [];
        (Condition, MatchValue, WhenTrue, WhenFalse) = (condition, matchValue, whenTrue, whenFalse);
        Name = ConditionalName.Of(condition, matchValue, whenTrue, whenFalse);
    }

    public static readonly ReferenceExpression Empty = new([]);

    /// <summary>Literals and values, in order; empty for a conditional expression.</summary>
    public IReadOnlyList<ExpressionSegment> Segments { get; }

    public IValueProvider? Condition { get; }
    public string? MatchValue { get; }
    public ReferenceExpression? WhenTrue { get; }
    public ReferenceExpression? WhenFalse { get; }

    /// <summary>Under which name the manifest holds a conditional expression, as a value.v0; null for a plain one.</summary>
    public string? Name { get; }

    public string ValueExpression => Name is not null ? $"{{{Name}.connectionString}}" : string.Concat(Segments.Select(s => s.Expression));

    public IEnumerable<object> References => Name is null
        ? Segments.Where(s => s.Provider is not null).Select(s => s.Provider!)
        : [Condition!, WhenTrue!, WhenFalse!];

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Segments);

    internal static ReferenceExpression Create(IReadOnlyList<ExpressionSegment> segments) => new(segments);

    /// <summary><paramref name="whenTrue"/> if the value of <paramref name="condition"/> is <paramref name="matchValue"/> (case ignored), else <paramref name="whenFalse"/>.</summary>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse) =>
        new(condition, matchValue, whenTrue, whenFalse);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Condition is not null)
        {
            var value = await Condition.GetValueAsync(cancellationToken);
            return await (string.Equals(value, MatchValue, StringComparison.OrdinalIgnoreCase) ? WhenTrue! : WhenFalse!).GetValueAsync(cancellationToken);
        }
        if (Segments.Count == 0) return null;
        var text = new System.Text.StringBuilder();
        foreach (var segment in Segments) text.Append(await segment.GetValueAsync(cancellationToken));
        return text.ToString();
    }

    /// <summary>Collects the pieces of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<ExpressionSegment> Segments { get; } = new(literalLength == 0 ? formattedCount : 2 * formattedCount + 1);

        public void AppendLiteral(string value) => Segments.Add(new(value));

        public void AppendFormatted(string? value, string? format = null) => Segments.Add(new(ExpressionSegment.Format(value ?? "", format)));

        public void AppendFormatted<T>(T value, string? format = null) where T : IValueProvider, IManifestExpressionProvider => Segments.Add(new(value, format));

        public void AppendFormatted<T>(IResourceBuilder<T> value, string? format = null) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            Segments.Add(new(value.Resource, format));
    }
}
