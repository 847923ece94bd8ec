namespace LocalCloud.Policies;

/// <summary>What a role's policies grant and what was needed, held beside each other.</summary>
internal static class Comparison
{
    /// <summary>
    /// What nothing needed: actions that were never called, resources that were never used, and patterns that are wider than what was.
    /// </summary>
    public static IReadOnlyList<Excess> Beyond(IReadOnlyList<GrantedStatement> granted, IReadOnlyCollection<Permission> needed)
    {
        var excess = new List<Excess>();
        foreach (var statement in granted.Where(s => s.Uncompared is null))
        foreach (var action in statement.Actions)
        {
            var used = needed.Where(n => Wildcards.Match(action, n.Action, ignoreCase: true)).ToList();
            if (used.Count == 0)
                excess.Add(new(statement.Policy, statement.Sid, action, null, "nothing called it", []));
            else if (Wildcards.AreIn(action))
                excess.Add(
                    new(statement.Policy, statement.Sid, action, null, "is wider than what was called", Names(used.Select(u => u.Action)))
                );
            foreach (var resource in used.Count == 0 ? [] : statement.Resources)
                if (Wide(statement, action, resource, used) is { } wide)
                    excess.Add(wide);
        }
        return excess;
    }

    /// <summary>What was needed and no statement grants.</summary>
    public static IReadOnlyList<Permission> Lacking(IReadOnlyList<GrantedStatement> granted, IEnumerable<Permission> needed) =>
        [.. needed.Distinct().Where(n => !granted.Any(g => g.Grants(n))).OrderBy(n => n.Action, StringComparer.Ordinal)];

    private static Excess? Wide(GrantedStatement statement, string action, string resource, List<Permission> used)
    {
        var on = used.Where(u => u.Forms.Any(f => Wildcards.Match(resource, f))).ToList();
        if (on.Count == 0)
            return new(statement.Policy, statement.Sid, action, resource, "was not used with it", []);
        // What the least policy would have, or what has no other resource than all
        if (
            !Wildcards.AreIn(resource)
            || statement.Guessed.Contains(resource)
            || on.Any(u => u.Resource == "*" || u.Forms.Contains(resource))
        )
            return null;
        return new(statement.Policy, statement.Sid, action, resource, "is wider than what was used", Names(on.Select(u => u.Resource)));
    }

    private static List<string> Names(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>Something that a policy grants and nothing needed.</summary>
/// <param name="Policy">name of the policy</param>
/// <param name="Sid">of the statement; null when it has none</param>
/// <param name="Action">as the policy has it</param>
/// <param name="Resource">as the policy has it; null when it is the action that is too much, wherever</param>
/// <param name="Why">in words, to be read behind action and resource</param>
/// <param name="Used">what was used of it</param>
internal sealed record Excess(string Policy, string? Sid, string Action, string? Resource, string Why, IReadOnlyList<string> Used);
