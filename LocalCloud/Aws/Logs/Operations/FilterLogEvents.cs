using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record FilterLogEventsRequest
{
    public string? LogGroupName { get; init; }
    public string? LogGroupIdentifier { get; init; }
    public List<string>? LogStreamNames { get; init; }
    public string? LogStreamNamePrefix { get; init; }
    public long? StartTime { get; init; }
    public long? EndTime { get; init; }
    public string? FilterPattern { get; init; }
    public string? NextToken { get; init; }
    public int? Limit { get; init; }

    /// <summary>"the value will be assumed to be true"</summary>
    public bool? Interleaved { get; init; }

    // Nothing is masked.
    public bool? Unmask { get; init; }
}

internal sealed record FilterLogEventsResponse(List<FilteredLogEvent> Events, List<string> SearchedLogStreams, string? NextToken);

internal sealed record FilteredLogEvent(string LogStreamName, long Timestamp, string Message, long IngestionTime, string EventId);

internal static class FilterLogEvents
{
    private const int LargestAnswer = 1 << 20;

    public static readonly Operation Definition = Operation<LogsState>.DefineAsync(
        "FilterLogEvents",
        LogsJson.Default.FilterLogEventsRequest,
        LogsJson.Default.FilterLogEventsResponse,
        HandleAsync,
        Members.Group<FilterLogEventsRequest>(r => r.LogGroupName),
        Members.Identifier<FilterLogEventsRequest>(r => r.LogGroupIdentifier),
        Must.Member<FilterLogEventsRequest>("logStreamNames", r => r.LogStreamNames).Length(1, 100),
        Members.Stream<FilterLogEventsRequest>(r => r.LogStreamNamePrefix, "logStreamNamePrefix"),
        Must.Member<FilterLogEventsRequest>("startTime", r => r.StartTime).Range(0),
        Must.Member<FilterLogEventsRequest>("endTime", r => r.EndTime).Range(0),
        Must.Member<FilterLogEventsRequest>("filterPattern", r => r.FilterPattern).Length(0, 1024),
        Members.Token<FilterLogEventsRequest>(r => r.NextToken),
        Members.Limit<FilterLogEventsRequest>(r => r.Limit, 10_000)
    );

    private static ValueTask<Result<FilterLogEventsResponse>> HandleAsync(LogsState state, FilterLogEventsRequest request, Context context)
    {
        Position? after = null;
        if (request.NextToken is { } token)
        {
            if (!Position.TryParse(token, out var position))
                return Fail(Errors.InvalidToken);
            after = position;
        }
        if (request.LogStreamNames is not null && request.LogStreamNamePrefix is not null)
            return Fail(Errors.Invalid("LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters."));
        if (!FilterPattern.Parse(request.FilterPattern ?? "").Ok(out var pattern, out var error))
            return Fail(error);
        var found = context.Host.Read(state, Find);
        if (!found.Ok(out var source, out error))
            return Fail(error);
        var range = new TimeRange(Math.Max(request.StartTime ?? 0, source.Oldest), request.EndTime ?? long.MaxValue);
        var events = new List<FilteredLogEvent>();
        string? next = null;
        long bytes = 0;
        foreach (var (stream, e) in EventReader.Read(source.Segments, range, after, descending: false))
        {
            if (!pattern.Matches(e.Message))
                continue;
            bytes += e.Bytes;
            if (events.Count == (request.Limit ?? 10_000) || (bytes > LargestAnswer && events.Count > 0))
            {
                next = events[^1].EventId;
                break;
            }
            events.Add(new(stream, e.Position.Timestamp, e.Message, e.Ingestion, e.Position.ToString()));
        }
        return ValueTask.FromResult<Result<FilterLogEventsResponse>>(new FilterLogEventsResponse(events, [], next));

        Result<(List<Segment> Segments, long Oldest)> Find(LogsState s)
        {
            if (!s.Find(request.LogGroupName, request.LogGroupIdentifier).Ok(out var group, out var none))
                return none;
            if (request.LogStreamNames?.Exists(name => !group.Streams.ContainsKey(name)) == true)
                return Errors.NoStream;
            return (
                group.Segments(stream =>
                    request.LogStreamNames?.Contains(stream.Name) != false
                    && stream.Name.StartsWith(request.LogStreamNamePrefix ?? "", StringComparison.Ordinal)
                ),
                group.OldestKept(context.Now)
            );
        }

        static ValueTask<Result<FilterLogEventsResponse>> Fail(AwsError error) =>
            ValueTask.FromResult<Result<FilterLogEventsResponse>>(error);
    }
}
