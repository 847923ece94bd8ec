namespace LocalCloud.Hosting;

/// <summary>Makes a <see cref="ReferenceExpression"/> piece by piece.</summary>
public sealed class ReferenceExpressionBuilder
{
    readonly List<ExpressionSegment> segments = [];

    public bool IsEmpty => segments.Count == 0;

    public void AppendLiteral(string value) => segments.Add(new(value));

    public void Append(in ReferenceExpression.ExpressionInterpolatedStringHandler handler) => segments.AddRange(handler.Segments);

    public ReferenceExpression Build() => ReferenceExpression.Create([.. segments]);
}
