namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// What a pattern asks of one field: one of its leaves matches one of <paramref name="AnyOf"/>, or (exists: false) there is no leaf.
/// </summary>
internal sealed record FieldCondition(string Path, Matcher[] AnyOf, bool OrAbsent, string Expected);

/// <summary>A compiled pattern: it matches when all fields of one of the alternatives do ("$or" makes more than one).</summary>
internal sealed record EventPattern(IReadOnlyList<FieldCondition[]> Alternatives)
{
    /// <summary>"Reason" is AWS's wording for why a pattern is refused.</summary>
    public static bool TryCompile(string json, out EventPattern pattern, out string reason) =>
        PatternParser.TryParse(json, out pattern, out reason);
}
