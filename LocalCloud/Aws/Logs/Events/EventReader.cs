namespace LocalCloud.Aws.Logs.Events;

/// <summary>A part of a stream: the times of its events, and how to get at them.</summary>
internal sealed record Segment(string Stream, long First, long Last, Func<LogEvent[]> Read);

/// <summary>Which events: <paramref name="From"/> and <paramref name="To"/> are both within.</summary>
internal readonly record struct TimeRange(long From, long To);

/// <summary>Merges the events of segments in order; a segment is read when the order has come to it.</summary>
internal static class EventReader
{
    /// <param name="beyond">Events behind this one (before it, when descending); null for all.</param>
    public static IEnumerable<(string Stream, LogEvent Event)> Read(IEnumerable<Segment> segments, TimeRange range, Position? beyond, bool descending)
    {
        var waiting = new Queue<Segment>(segments.Where(s => s.Last >= range.From && s.First <= range.To && Reaches(s, beyond, descending))
            .OrderBy(s => descending ? -s.Last : s.First));
        var sign = descending ? -1 : 1;
        var heap = new PriorityQueue<(string Stream, LogEvent Event), (long, long)>();
        while (true)
        {
            while (waiting.TryPeek(out var next) && (!heap.TryPeek(out var top, out _) || !IsBehind(next, top.Event.Position, descending)))
            {
                waiting.Dequeue();
                foreach (var e in next.Read())
                    if (e.Position.Timestamp >= range.From && e.Position.Timestamp <= range.To && (beyond is not { } limit || e.Position.CompareTo(limit) * sign > 0))
                        heap.Enqueue((next.Stream, e), (sign * e.Position.Timestamp, sign * e.Position.Sequence));
            }
            if (!heap.TryDequeue(out var found, out _))
                yield break;
            yield return found;
        }
    }

    private static bool Reaches(Segment segment, Position? beyond, bool descending) =>
        beyond is not { } limit || (descending ? segment.First <= limit.Timestamp : segment.Last >= limit.Timestamp);

    private static bool IsBehind(Segment segment, Position position, bool descending) =>
        descending ? segment.Last < position.Timestamp : segment.First > position.Timestamp;
}
