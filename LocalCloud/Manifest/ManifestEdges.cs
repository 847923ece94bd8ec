using System.Collections.Immutable;

namespace LocalCloud.Manifest;

/// <summary>The edges that follow from references: a resource needs what its expressions refer to.</summary>
internal static class ManifestEdges
{
    /// <summary>
    /// For each resource the names of those it refers to, directly or by the <c>references</c> list of a stack (the target needs the
    /// stack). A reference to itself, to its own inputs or bindings, is no edge.
    /// </summary>
    public static ImmutableDictionary<string, ImmutableHashSet<string>> Of(IEnumerable<ManifestResource> resources)
    {
        var all = resources.ToList();
        var edges = all.ToDictionary(
            r => r.Name,
            r =>
                r.Expressions.SelectMany(e => e.References)
                    .Select(x => x.Resource)
                    .Where(name => !string.Equals(name, r.Name, StringComparison.OrdinalIgnoreCase))
                    .ToHashSet(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
        foreach (var stack in all.OfType<ManifestCloudFormation>())
        foreach (var target in stack.References)
            if (edges.TryGetValue(target, out var needs))
                needs.Add(stack.Name);
        return edges.ToImmutableDictionary(
            e => e.Key,
            e => e.Value.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
    }
}
