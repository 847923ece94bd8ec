namespace LocalCloud.Aws.Logs.Events;

/// <summary>A part of a stream: the times of its events, and how to get at them.</summary>
internal sealed record Segment(string Stream, long First, long Last, Func<LogEvent[]> Read);

/// <summary>Which events: <paramref name="From"/> and <paramref name="To"/> are both within.</summary>
internal readonly record struct TimeRange(long From, long To);

/// <summary>Merges the events of segments in order; a segment is read when the order has come to it.</summary>
internal static class EventReader
{
    /// <param name="beyond">Events behind this one (before it, when descending); null for all.</param>
    public static IEnumerable<(string Stream, LogEvent Event)> Read(
        IEnumerable<Segment> segments,
        TimeRange range,
        Position? beyond,
        bool descending
    )
    {
        var waiting = new Queue<Segment>(
            segments
                .Where(s => s.Last >= range.From && s.First <= range.To && Reaches(s, beyond, descending))
                .OrderBy(s => descending ? -s.Last : s.First)
        );
        var sign = descending ? -1 : 1;
        var open = new PriorityQueue<Cursor, (long, long)>();
        while (true)
        {
            while (
                waiting.TryPeek(out var next)
                && (!open.TryPeek(out var first, out _) || !IsBehind(next, first.Current.Position, descending))
            )
            {
                waiting.Dequeue();
                Go(new Cursor(next.Stream, next.Read(), descending));
            }
            if (!open.TryDequeue(out var cursor, out _))
                yield break;
            yield return (cursor.Stream, cursor.Current);
            Go(cursor);
        }

        // To the cursor's next event that is wanted.
        void Go(Cursor cursor)
        {
            while (cursor.MoveNext())
                if (
                    cursor.Current.Position is var at
                    && at.Timestamp >= range.From
                    && at.Timestamp <= range.To
                    && (beyond is not { } limit || at.CompareTo(limit) * sign > 0)
                )
                {
                    open.Enqueue(cursor, (sign * at.Timestamp, sign * at.Sequence));
                    return;
                }
        }
    }

    private static bool Reaches(Segment segment, Position? beyond, bool descending) =>
        beyond is not { } limit || (descending ? segment.First <= limit.Timestamp : segment.Last >= limit.Timestamp);

    private static bool IsBehind(Segment segment, Position position, bool descending) =>
        descending ? segment.Last < position.Timestamp : segment.First > position.Timestamp;

    // The events of a segment are in order.
    private sealed class Cursor(string stream, LogEvent[] events, bool descending)
    {
        private int _at = descending ? events.Length : -1;

        public string Stream => stream;

        public LogEvent Current => events[_at];

        public bool MoveNext() => descending ? --_at >= 0 : ++_at < events.Length;
    }
}
