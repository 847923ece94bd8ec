using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>One step of a document path: an attribute or map entry by name, or a list element by index.</summary>
internal readonly record struct PathStep(string? Name, int Index)
{
    public override string ToString() => Name ?? $"[{Index}]";
}

/// <summary>a.b[0].c</summary>
internal sealed class DocumentPath(PathStep[] steps)
{
    public PathStep[] Steps { get; } = steps;

    public string Root => Steps[0].Name!;

    public AttributeValue? Find(IReadOnlyDictionary<string, AttributeValue> item)
    {
        item.TryGetValue(Root, out var value);
        for (var i = 1; i < Steps.Length && value is not null; i++)
            value = Step(value, Steps[i]);
        return value;
    }

    public static AttributeValue? Step(AttributeValue value, PathStep step) =>
        (value, step) switch
        {
            (MapValue map, { Name: { } name }) => map.Entries.GetValueOrDefault(name),
            (ListValue list, { Name: null }) when step.Index < list.Items.Length => list.Items[step.Index],
            _ => null,
        };

    public bool Same(DocumentPath other) => Steps.AsSpan().SequenceEqual(other.Steps);

    /// <summary>AWS prints a path as [a, b, [0]].</summary>
    public override string ToString() => $"[{string.Join(", ", Steps)}]";

    /// <summary>AWS's complaint when one path is within the other, or when they disagree whether something is a list or a map.</summary>
    public static string? Clash(DocumentPath one, DocumentPath two)
    {
        for (var i = 0; i < Math.Min(one.Steps.Length, two.Steps.Length); i++)
        {
            if (one.Steps[i] == two.Steps[i])
                continue;
            return (one.Steps[i].Name is null) != (two.Steps[i].Name is null) ? Message("conflict") : null;
        }
        return Message("overlap");

        string Message(string how) =>
            $"Two document paths {how} with each other; must remove or rewrite one of these paths; path one: {one}, path two: {two}";
    }

    public static string? FirstClash(IReadOnlyList<DocumentPath> paths)
    {
        for (var later = 1; later < paths.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Clash(paths[earlier], paths[later]) is { } clash)
                    return clash;
            }
        }
        return null;
    }
}
