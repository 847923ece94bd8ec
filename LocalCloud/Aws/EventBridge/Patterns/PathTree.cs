using System.Text;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>The fields that a set of patterns looks at, as a tree of names: what an event has beside it is skipped unread.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<string, int> _ids = [];

    public PathNode Root { get; } = new();
    public int Count => _ids.Count;

    /// <summary>"a.b" is the field b in a, and also the field named "a.b": event-ruler knows fields by their joined names.</summary>
    public int Add(string path)
    {
        if (_ids.TryGetValue(path, out var id))
            return id;
        var node = Root;
        foreach (var name in path.Split('.'))
            node = node.AddChild(Encoding.UTF8.GetBytes(name));
        node.Id = _ids[path] = id = _ids.Count;
        return id;
    }
}

internal sealed class PathNode
{
    private readonly List<(byte[] Name, PathNode Node)> _few = [];
    private Dictionary<byte[], PathNode>.AlternateLookup<ReadOnlySpan<byte>>? _many;

    /// <summary>-1: no pattern asks for the value of this field itself</summary>
    public int Id { get; set; } = -1;
    public bool HasChildren => _few.Count > 0;

    public PathNode AddChild(byte[] name)
    {
        foreach (var child in _few)
            if (child.Name.AsSpan().SequenceEqual(name))
                return child.Node;
        var node = new PathNode();
        _few.Add((name, node));
        if (_few.Count > 8)
        {
            _many ??= _few.ToDictionary(c => c.Name, c => c.Node, Utf8Keys.Comparer).GetAlternateLookup<ReadOnlySpan<byte>>();
            _many.Value.Dictionary[name] = node;
        }
        return node;
    }

    public PathNode? Child(ReadOnlySpan<byte> name) => Find(name) ?? (name.Contains((byte)'.') ? FindJoined(name) : null);

    private PathNode? FindJoined(ReadOnlySpan<byte> name)
    {
        PathNode? node = this;
        foreach (var range in name.Split((byte)'.'))
        {
            node = node.Find(name[range]);
            if (node is null)
                return null;
        }
        return node;
    }

    private PathNode? Find(ReadOnlySpan<byte> name)
    {
        if (_many is { } lookup)
            return lookup.TryGetValue(name, out var found) ? found : null;
        foreach (var child in _few)
            if (child.Name.AsSpan().SequenceEqual(name))
                return child.Node;
        return null;
    }
}
