using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>
/// The parts of an item that a set of paths names, in the item's own shape: maps keep only named entries, lists only named elements.
/// </summary>
internal sealed class Projection
{
    private readonly Node _root = new();

    public Projection(IReadOnlyList<DocumentPath> paths)
    {
        Paths = paths;
        foreach (var path in paths)
        {
            var node = _root;
            foreach (var step in path.Steps)
                node = node.Child(step);
            node.IsWhole = true;
        }
    }

    public IReadOnlyList<DocumentPath> Paths { get; }

    public static Projection OfAttributes(IEnumerable<string> names) => new([.. names.Select(name => new DocumentPath([new(name, 0)]))]);

    public Dictionary<string, AttributeValue> Of(Item item) => OfMap(_root, item);

    private static Dictionary<string, AttributeValue> OfMap(Node node, Item map)
    {
        var result = new Dictionary<string, AttributeValue>();
        foreach (var (step, child) in node.Children)
        {
            if (step.Name is { } name && map.TryGetValue(name, out var value) && Of(child, value) is { } part)
                result[name] = part;
        }
        return result;
    }

    private static AttributeValue? Of(Node node, AttributeValue value)
    {
        if (node.IsWhole)
            return value;
        if (value is MapValue map)
            return OfMap(node, map.Entries) is { Count: > 0 } entries ? new MapValue(entries) : null;
        if (value is not ListValue list)
            return null;
        var items = node
            .Children.Where(child => child.Key.Name is null && child.Key.Index < list.Items.Length)
            .OrderBy(child => child.Key.Index)
            .Select(child => Of(child.Value, list.Items[child.Key.Index]))
            .OfType<AttributeValue>()
            .ToArray();
        return items.Length > 0 ? new ListValue(items) : null;
    }

    private sealed class Node
    {
        public Dictionary<PathStep, Node> Children { get; } = [];
        public bool IsWhole { get; set; }

        public Node Child(PathStep step)
        {
            if (!Children.TryGetValue(step, out var child))
                Children[step] = child = new Node();
            return child;
        }
    }
}
