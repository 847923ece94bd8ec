using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>A log event on its way through the commands of a query, or what stats has made of many.</summary>
internal sealed class Line
{
    private readonly Dictionary<string, object?> _computed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _found;

    /// <summary>Of an event: the fields that every one has, and those that are found in its message.</summary>
    public Line(string account, string group, string stream, LogEvent e)
    {
        Pointer = $"{account}:{group}:{stream}:{e.Position}";
        _found = new(StringComparer.Ordinal)
        {
            ["@timestamp"] = new Moment(e.Position.Timestamp),
            ["@message"] = e.Message,
            ["@logStream"] = stream,
            ["@log"] = $"{account}:{group}",
            ["@ingestionTime"] = new Moment(e.Ingestion),
        };
        Discovery.Into(_found, group, e.Message);
    }

    public Line() => _found = [];

    /// <summary>@ptr; null for what is no event.</summary>
    public string? Pointer { get; }

    public object? this[string field]
    {
        get =>
            _computed.TryGetValue(field, out var value) ? value
            : field == "@ptr" ? Pointer
            : _found.GetValueOrDefault(field);
        set => _computed[field] = value;
    }

    /// <summary>What stats has made, in its order.</summary>
    public IEnumerable<string> Computed => _computed.Keys;
}
