using System.Text;

namespace LocalCloud.Aws.EventBridge.Replays;

/// <summary>The next events of a replay, under the state's gate.</summary>
internal static class ReplayStep
{
    private const int Most = 100;

    public static void Take(EventsState state, Changes changes, ReplayRow row)
    {
        if (row.IsActive)
            state.Replays.Put(changes, Next(state, changes, row, state.Time.GetUtcNow()));
    }

    private static ReplayRow Next(EventsState state, Changes changes, ReplayRow row, DateTimeOffset now)
    {
        if (row.State == ReplayRow.Cancelling)
            return row with { State = ReplayRow.Cancelled, ReplayEndTime = now };
        if (!state.Archives.TryGetValue(row.Archive, out var archive))
            return row with { State = ReplayRow.Failed, StateReason = $"Archive {row.Archive} does not exist.", ReplayEndTime = now };
        archive.Expire(changes, now);
        var (last, lastNumber) = (row.EventLastReplayedTime ?? DateTimeOffset.MinValue, row.LastReplayed);
        var events = archive
            .Events.Where(e => IsWithin(e.Value.Time, row) && (e.Value.Time > last || (e.Value.Time == last && e.Key > lastNumber)))
            .OrderBy(e => e.Value.Time)
            .ThenBy(e => e.Key)
            .Take(Most)
            .ToArray();
        if (events.Length == 0)
            return row with { State = ReplayRow.Completed, ReplayEndTime = now };
        foreach (var (number, archived) in events)
        {
            (last, lastNumber) = (archived.Time, number);
            Ingest.Take(
                state,
                changes,
                row.Bus,
                IncomingEvent.Of(archived.Event, Named(archived.Event, row.Name), now) with
                {
                    OnlyRules = row.Destination.FilterArns,
                }
            );
        }
        return row with { State = ReplayRow.Running, EventLastReplayedTime = last, LastReplayed = lastNumber };
    }

    // the JSON protocol's clients cut times to the second, at either end
    private static bool IsWithin(DateTimeOffset time, ReplayRow row) =>
        time >= row.EventStartTime && DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()) <= row.EventEndTime;

    private static byte[] Named(byte[] json, string replay) =>
        [.. json.AsSpan(..^1), .. Encoding.UTF8.GetBytes($",\"replay-name\":\"{replay}\"}}")];
}
