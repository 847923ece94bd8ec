using System.Diagnostics.CodeAnalysis;

namespace LocalCloud.Aws.Wire;

/// <summary>Method and URI template of an operation, as its API model writes them.</summary>
internal sealed class RestPattern
{
    private readonly string[] _segments;
    private readonly List<(string Name, string Value)> _fixed = [];

    private RestPattern(string method, string path)
    {
        Method = method;
        Path = path;
        _segments = Split(path);
    }

    public string Method { get; }

    public string Path { get; }

    /// <summary>Names in the query string and the members that they set.</summary>
    public List<(string Name, string Member)> Query { get; } = [];

    /// <summary>Literals before members before greedy members: of two patterns that fit, the one that says more.</summary>
    public IEnumerable<int> Order =>
        _segments
            .Select(s =>
                IsGreedy(s) ? 2
                : IsMember(s) ? 1
                : 0
            )
            .Append(_fixed.Count > 0 ? 0 : 3);

    public static RestPattern Parse(string text)
    {
        var parts = text.Split(' ', 2);
        var uri = parts[1].Split('?', 2);
        var pattern = new RestPattern(parts[0], uri[0]);
        foreach (var parameter in uri.Length > 1 ? uri[1].Split('&') : [])
        {
            var (name, value) = parameter.Split('=', 2) is [var n, var v] ? (n, v) : (parameter, "");
            if (IsMember(value))
                pattern.Query.Add((name, value[1..^1]));
            else
                pattern._fixed.Add((name, value));
        }
        return pattern;
    }

    /// <param name="path">The segments of the path as they were sent, still encoded: %2F is part of a segment.</param>
    public bool Matches(
        string method,
        string[] path,
        IQueryCollection query,
        [NotNullWhen(true)] out List<(string Member, string Value)>? members
    )
    {
        members = null;
        if (method != Method || path.Length < _segments.Length)
            return false;
        var found = new List<(string, string)>();
        for (var i = 0; i < _segments.Length; i++)
        {
            var segment = _segments[i];
            if (IsGreedy(segment))
            {
                // Greedy is as long as what comes behind it leaves.
                var end = path.Length - (_segments.Length - i - 1);
                found.Add((segment[1..^2], Uri.UnescapeDataString(string.Join('/', path[i..end]))));
                path = [.. path[..i], "", .. path[end..]];
            }
            else if (!IsMember(segment))
            {
                if (Uri.UnescapeDataString(path[i]) != segment)
                    return false;
            }
            else if (path[i].Length == 0)
                return false;
            else
                found.Add((segment[1..^1], Uri.UnescapeDataString(path[i])));
        }
        if (path.Length != _segments.Length || !_fixed.TrueForAll(f => query.TryGetValue(f.Name, out var value) && value == f.Value))
            return false;
        members = found;
        return true;
    }

    /// <summary>A slash at the end says nothing.</summary>
    public static string[] Split(string path) => path.Trim('/').Split('/');

    private static bool IsMember(string segment) => segment.StartsWith('{') && segment.EndsWith('}');

    private static bool IsGreedy(string segment) => segment.EndsWith("+}", StringComparison.Ordinal);
}
