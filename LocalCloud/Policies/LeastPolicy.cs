using LocalCloud.Policies.Templates;

namespace LocalCloud.Policies;

/// <summary>The fewest statements that allow some permissions and nothing else.</summary>
internal static class LeastPolicy
{
    /// <param name="permissions">what is to be allowed</param>
    /// <param name="region">of the function: its ARNs get a placeholder</param>
    /// <param name="account">likewise</param>
    /// <param name="names">of a stack, which are better than any placeholder; null: none are known</param>
    public static PolicyDocument Of(IEnumerable<Permission> permissions, string region, string account, StackNames? names = null)
    {
        var byResource = permissions
            .Distinct()
            .GroupBy(p => (Resource: names?.Of(p.Resource) ?? Placeholders.In(p.Resource, region, account), p.Condition))
            .Select(g =>
                (g.Key.Resource, g.Key.Condition, Actions: g.Select(p => p.Action).Distinct().Order(StringComparer.Ordinal).ToArray())
            );
        var statements = byResource
            .GroupBy(r => (Actions: string.Join('\n', r.Actions), r.Condition?.Operator, r.Condition?.Key, OnAll: r.Resource == "*"))
            .Select(g => new PolicyStatement
            {
                Action = g.First().Actions,
                Resource = [.. g.Select(r => r.Resource).Distinct().Order(StringComparer.Ordinal)],
                Condition = g.First().Condition is { } condition
                    ? new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>
                    {
                        [condition.Operator] = new Dictionary<string, IReadOnlyList<string>>
                        {
                            [condition.Key] = [.. g.Select(r => r.Condition!.Value).Distinct().Order(StringComparer.Ordinal)],
                        },
                    }
                    : null,
            });
        return new(
            PolicyDocument.Current,
            [.. statements.OrderBy(s => s.Action[0], StringComparer.Ordinal).ThenBy(s => s.Resource[0], StringComparer.Ordinal)]
        );
    }
}
