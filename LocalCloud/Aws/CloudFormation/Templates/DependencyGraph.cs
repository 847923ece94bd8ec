namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>Who needs whom. Names outside of the graph (parameters, pseudo parameters) are left out.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);

    public static DependencyGraph Of(IReadOnlyCollection<string> names, Func<string, IEnumerable<string>> needs)
    {
        var graph = new DependencyGraph();
        foreach (var name in names)
            graph._needs[name] = [];
        foreach (var name in names)
            graph._needs[name].UnionWith(needs(name).Where(graph._needs.ContainsKey));
        return graph;
    }

    public IReadOnlyCollection<string> Names => _needs.Keys;

    public IReadOnlySet<string> Needs(string name) => _needs[name];

    /// <summary>Each name after those that it needs. Of a graph without cycles.</summary>
    public IEnumerable<string> Ordered()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Names.SelectMany(Visit);

        IEnumerable<string> Visit(string name) => seen.Add(name) ? _needs[name].SelectMany(Visit).Append(name) : [];
    }

    /// <summary>The order of deletion: whoever was needed now waits for those that needed it.</summary>
    public DependencyGraph Reversed() => Of(Names, name => _needs.Where(other => other.Value.Contains(name)).Select(other => other.Key));

    /// <summary>
    /// The names on or between cycles: what is left after striking off, again and again, whatever needs nothing or is needed by nothing.
    /// </summary>
    public IReadOnlyList<string> Cycle()
    {
        var left = new HashSet<string>(_needs.Keys, StringComparer.Ordinal);
        while (true)
        {
            var loose = left.Where(name => !_needs[name].Overlaps(left) || !left.Any(other => _needs[other].Contains(name))).ToArray();
            if (loose.Length == 0)
                break;
            left.ExceptWith(loose);
        }
        return [.. _needs.Keys.Where(left.Contains)];
    }
}
