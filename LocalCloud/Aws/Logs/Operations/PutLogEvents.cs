using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutLogEventsRequest
{
    public string? LogGroupName { get; init; }
    public string? LogStreamName { get; init; }
    public List<InputLogEvent>? LogEvents { get; init; }

    /// <summary>"now ignored in PutLogEvents actions"</summary>
    public string? SequenceToken { get; init; }

    // Without influence on the events
    public LogEntity? Entity { get; init; }
}

internal sealed record InputLogEvent(long? Timestamp, string? Message);

internal sealed record LogEntity(Dictionary<string, string>? KeyAttributes, Dictionary<string, string>? Attributes);

internal sealed record PutLogEventsResponse(string NextSequenceToken, RejectedLogEventsInfo? RejectedLogEventsInfo);

internal sealed record RejectedLogEventsInfo
{
    public int? TooNewLogEventStartIndex { get; init; }
    public int? TooOldLogEventEndIndex { get; init; }
    public int? ExpiredLogEventEndIndex { get; init; }
}

internal static class PutLogEvents
{
    private const int LargestBatch = 1 << 20,
        LargestEvent = 1 << 20,
        MostEvents = 10_000;

    public static readonly Operation<LogsState, PutLogEventsRequest, PutLogEventsResponse> Definition = Operation<LogsState>.Define(
        "PutLogEvents",
        LogsJson.Default.PutLogEventsRequest,
        LogsJson.Default.PutLogEventsResponse,
        Handle,
        Members.Group<PutLogEventsRequest>(r => r.LogGroupName).Required(),
        Members.Stream<PutLogEventsRequest>(r => r.LogStreamName).Required(),
        new BatchSize(),
        Must.Each<PutLogEventsRequest, InputLogEvent>(
            "logEvents",
            r => r.LogEvents,
            Must.Member<InputLogEvent>("timestamp", e => e.Timestamp).Required().Range(0),
            Must.Member<InputLogEvent>("message", e => e.Message).Required().Length(1)
        )
    );

    public static string Token(long time) => $"49{time:D54}";

    private static Result<PutLogEventsResponse> Handle(LogsState state, PutLogEventsRequest request, Context context)
    {
        var events = request.LogEvents!;
        if (Refuse(events) is { } refused)
            return refused;
        if (
            !state.Find(request.LogGroupName!).Ok(out var group, out var error)
            || !group.Find(request.LogStreamName!).Ok(out var stream, out error)
        )
            return error;
        var now = context.Now;
        var rejected = Rejected(events, group, now, out var taken);
        if (taken.Count > 0)
        {
            var ingestion = now.ToUnixTimeMilliseconds();
            LogEvent[] added = [.. taken.Select(e => new LogEvent(new(e.Timestamp!.Value, state.NextSequence()), ingestion, e.Message!))];
            stream.Append(context.Changes, added);
            group.Subscriptions.Take(state, context.Changes, group, stream, added);
            // New events are the last to become too old, unless they are late.
            if (
                group.Row.RetentionInDays is { } days
                && !(group.PlannedExpiry <= DateTimeOffset.FromUnixTimeMilliseconds(taken[^1].Timestamp!.Value).AddDays(days))
            )
                context.Changes.AfterCommit(() => state.Service.PlanExpiry(group));
        }
        return new PutLogEventsResponse(Token(now.ToUnixTimeMilliseconds()), rejected);
    }

    private static AwsError? Refuse(List<InputLogEvent> events)
    {
        long total = 0;
        foreach (var e in events)
        {
            var size = LogEvent.SizeOf(e.Message!);
            if (size > LargestEvent)
                return Errors.Invalid($"Log event too large: {size} bytes exceeds limit of {LargestEvent}");
            total += size;
        }
        if (total > LargestBatch)
            return Errors.Invalid($"Upload too large: {total} bytes exceeds limit of {LargestBatch}");
        for (var i = 1; i < events.Count; i++)
            if (events[i].Timestamp < events[i - 1].Timestamp)
                return Errors.Invalid("Log events in a single PutLogEvents request must be in chronological order.");
        return events[^1].Timestamp - events[0].Timestamp > TimeSpan.FromHours(24).TotalMilliseconds
            ? Errors.Invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.")
            : null;
    }

    // Two hours in the future, fourteen days in the past, or older than the group keeps: those are left out, the rest is taken.
    private static RejectedLogEventsInfo? Rejected(
        List<InputLogEvent> events,
        LogGroup group,
        DateTimeOffset now,
        out List<InputLogEvent> taken
    )
    {
        var newest = now.AddHours(2).ToUnixTimeMilliseconds();
        var oldest = now.AddDays(-14).ToUnixTimeMilliseconds();
        var kept = group.OldestKept(now);
        var tooNew = events.FindIndex(e => e.Timestamp > newest);
        var tooOld = events.FindLastIndex(e => e.Timestamp < oldest) + 1;
        var expired = events.FindLastIndex(e => e.Timestamp < kept) + 1;
        var from = Math.Max(tooOld, expired);
        taken = events[from..Math.Max(from, tooNew < 0 ? events.Count : tooNew)];
        return taken.Count == events.Count
            ? null
            : new RejectedLogEventsInfo
            {
                TooNewLogEventStartIndex = tooNew < 0 ? null : tooNew,
                TooOldLogEventEndIndex = tooOld == 0 ? null : tooOld,
                ExpiredLogEventEndIndex = expired == 0 ? null : expired,
            };
    }

    // The general constraint would print all of the events.
    private sealed class BatchSize : Member<PutLogEventsRequest>
    {
        internal override void Check(PutLogEventsRequest request, string path, List<string> failures)
        {
            switch (request.LogEvents)
            {
                case null:
                    failures.Add("Value null at 'logEvents' failed to satisfy constraint: Member must not be null");
                    break;
                case []:
                    failures.Add(
                        "Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1"
                    );
                    break;
                case { Count: > MostEvents }:
                    failures.Add(
                        $"Value '[...]' at 'logEvents' failed to satisfy constraint: Member must have length less than or equal to "
                            + $"{MostEvents}"
                    );
                    break;
            }
        }
    }
}
