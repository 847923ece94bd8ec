using Microsoft.AspNetCore.WebUtilities;

namespace LocalCloud.Aws.Wire;

/// <summary>The parameters of a query request as a tree: Attribute.1.Name=a becomes Attribute → 1 → Name → "a".</summary>
internal sealed class FormTree
{
    private const int MaxDepth = 32;
    private const int MaxParameters = 20_000;

    public string? Text { get; private set; }

    public Dictionary<string, FormTree> Children { get; } = new(StringComparer.Ordinal);

    public FormTree? this[string name] => Children.GetValueOrDefault(name);

    public string? TextOf(string name) => this[name]?.Text;

    /// <summary>False when the path is deeper than any request has use for.</summary>
    public bool Set(string path, string text)
    {
        var names = path.Split('.');
        if (names.Length > MaxDepth)
            return false;
        var node = this;
        foreach (var name in names)
        {
            if (!node.Children.TryGetValue(name, out var child))
                node.Children[name] = child = new();
            node = child;
        }
        node.Text = text;
        return true;
    }

    /// <summary>The elements 1, 2, ... of a list, below "member" where the service names it so.</summary>
    public IEnumerable<FormTree> Elements
    {
        get
        {
            var list = this["member"] ?? this["entry"] ?? this;
            // The only element may come without its number: Attribute.Name=a&Attribute.Value=b.
            if (list.Text is { Length: > 0 } || list.Children.ContainsKey("Name") || list.Children.ContainsKey("Key"))
                return [list];
            return from child in list.Children where int.TryParse(child.Key, out _) orderby int.Parse(child.Key) select child.Value;
        }
    }

    public static FormTree? Parse(string form)
    {
        var tree = new FormTree();
        var count = 0;
        foreach (var pair in new QueryStringEnumerable(form))
            if (++count > MaxParameters || !tree.Set(pair.DecodeName().ToString(), pair.DecodeValue().ToString()))
                return null;
        return tree;
    }
}
