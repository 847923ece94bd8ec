using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record GetLogEventsRequest
{
    public string? LogGroupName { get; init; }
    public string? LogGroupIdentifier { get; init; }
    public string? LogStreamName { get; init; }
    public long? StartTime { get; init; }
    public long? EndTime { get; init; }
    public string? NextToken { get; init; }
    public int? Limit { get; init; }
    public bool? StartFromHead { get; init; }

    // Nothing is masked.
    public bool? Unmask { get; init; }
}

internal sealed record GetLogEventsResponse(List<OutputLogEvent> Events, string NextForwardToken, string NextBackwardToken);

internal sealed record OutputLogEvent(long Timestamp, string Message, long IngestionTime);

internal static class GetLogEvents
{
    private const int LargestAnswer = 1 << 20;

    public static readonly Operation Definition = Operation<LogsState>.DefineAsync(
        "GetLogEvents",
        LogsJson.Default.GetLogEventsRequest,
        LogsJson.Default.GetLogEventsResponse,
        HandleAsync,
        Members.Group<GetLogEventsRequest>(r => r.LogGroupName),
        Members.Identifier<GetLogEventsRequest>(r => r.LogGroupIdentifier),
        Members.Stream<GetLogEventsRequest>(r => r.LogStreamName).Required(),
        Must.Member<GetLogEventsRequest>("startTime", r => r.StartTime).Range(0),
        Must.Member<GetLogEventsRequest>("endTime", r => r.EndTime).Range(0),
        Members.Token<GetLogEventsRequest>(r => r.NextToken),
        Members.Limit<GetLogEventsRequest>(r => r.Limit, 10_000)
    );

    private static ValueTask<Result<GetLogEventsResponse>> HandleAsync(LogsState state, GetLogEventsRequest request, Context context)
    {
        var backward = request.StartFromHead != true;
        Position? from = null;
        if (request.NextToken is { } token)
        {
            if (token.Split('/') is not ["f" or "b", var text, "s"] || !Position.TryParse(text, out var position))
                return ValueTask.FromResult<Result<GetLogEventsResponse>>(Errors.InvalidToken);
            (from, backward) = (position, token[0] == 'b');
        }
        // The parts are found under the gate, and read outside of it.
        var found = context.Host.Read(state, Find);
        if (!found.Ok(out var source, out var error))
            return ValueTask.FromResult<Result<GetLogEventsResponse>>(error);
        var range = new TimeRange(
            Math.Max(request.StartTime ?? 0, source.Oldest),
            (request.EndTime ?? long.MaxValue) - (request.EndTime is null ? 0 : 1)
        );
        var events = Take(EventReader.Read(source.Segments, range, from, backward), request.Limit ?? 10_000);
        if (backward)
            events.Reverse();
        var first = events.Count > 0 ? events[0].Position : from ?? Position.First;
        var last = events.Count > 0 ? events[^1].Position : from ?? Position.First;
        return ValueTask.FromResult<Result<GetLogEventsResponse>>(
            new GetLogEventsResponse(
                [.. events.Select(e => new OutputLogEvent(e.Position.Timestamp, e.Message, e.Ingestion))],
                $"f/{last}/s",
                $"b/{first}/s"
            )
        );

        Result<(List<Segment> Segments, long Oldest)> Find(LogsState s)
        {
            if (
                !s.Find(request.LogGroupName, request.LogGroupIdentifier).Ok(out var group, out var none)
                || !group.Find(request.LogStreamName!).Ok(out var stream, out none)
            )
                return none;
            return (stream.Segments().ToList(), group.OldestKept(context.Now));
        }
    }

    private static List<LogEvent> Take(IEnumerable<(string Stream, LogEvent Event)> found, int limit)
    {
        var events = new List<LogEvent>();
        long bytes = 0;
        foreach (var (_, e) in found)
        {
            bytes += e.Bytes;
            if (events.Count == limit || (bytes > LargestAnswer && events.Count > 0))
                break;
            events.Add(e);
        }
        return events;
    }
}
