using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>The stored form of a query. Its times are in seconds since 1970 as the caller gave them, Created in milliseconds.</summary>
internal sealed record QueryRow(string Id, string Text, List<string> Groups, long Start, long End, int Limit, long Created, string Status);

/// <summary>A query and, while the process runs, its answer: after a restart it is asked again when somebody wants it.</summary>
internal sealed class Query(QueryRow row)
{
    public QueryRow Row { get; set; } = row;

    public QueryAnswer? Answer { get; set; }

    public bool IsRunning => Row.Status == "Running";

    /// <summary>Reads the groups as they are now.</summary>
    public Result<QueryAnswer> Run(LogsState state)
    {
        var row = Row;
        if (!QueryReader.Read(row.Text, DateTimeOffset.FromUnixTimeMilliseconds(row.Created)).Ok(out var commands, out var error))
            return error;
        // Up to the end of the last second
        var (from, to) = (row.Start * 1000, row.End > long.MaxValue / 1000 - 1 ? long.MaxValue : (row.End * 1000) + 999);
        var sources = state.Service.Host.Read(state, s =>
            row.Groups.Select(name => s.Groups.GetValueOrDefault(name))
                .OfType<LogGroup>()
                .Select(group => (group.Name, Segments: group.Segments(_ => true), Oldest: group.OldestKept(state.Time.GetUtcNow())))
                .ToList()
        );
        var (records, bytes) = (0L, 0L);
        var events = sources.Select(source =>
            EventReader
                .Read(source.Segments, new(Math.Max(from, source.Oldest), to), null, descending: true)
                .Select(e => new FoundEvent(source.Name, e.Stream, e.Event))
        );
        var lines = Newest(events)
            .Select(found =>
            {
                records++;
                bytes += found.Event.Bytes;
                return new Line(state.Scope.Account, found.Group, found.Stream, found.Event);
            });
        return QueryRun.Of(commands, lines, row.Limit, () => (records, bytes), sources.Count);
    }

    // Each group has its events in order; of those that come first the newest goes first
    private static IEnumerable<FoundEvent> Newest(IEnumerable<IEnumerable<FoundEvent>> groups)
    {
        var heads = new PriorityQueue<IEnumerator<FoundEvent>, (long, long)>();
        foreach (var group in groups)
            Enqueue(group.GetEnumerator());
        while (heads.TryDequeue(out var head, out _))
        {
            yield return head.Current;
            Enqueue(head);
        }

        void Enqueue(IEnumerator<FoundEvent> events)
        {
            if (events.MoveNext())
                heads.Enqueue(events, (-events.Current.Event.Position.Timestamp, -events.Current.Event.Position.Sequence));
            else
                events.Dispose();
        }
    }

    private readonly record struct FoundEvent(string Group, string Stream, LogEvent Event);
}
