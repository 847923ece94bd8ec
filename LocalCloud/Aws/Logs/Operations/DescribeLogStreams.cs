namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeLogStreamsRequest
{
    public string? LogGroupName { get; init; }
    public string? LogGroupIdentifier { get; init; }
    public string? LogStreamNamePrefix { get; init; }
    public string? OrderBy { get; init; }
    public bool? Descending { get; init; }
    public string? NextToken { get; init; }
    public int? Limit { get; init; }
}

internal sealed record DescribeLogStreamsResponse(List<LogStreamDescription> LogStreams, string? NextToken);

internal sealed record LogStreamDescription
{
    public required string LogStreamName { get; init; }
    public long CreationTime { get; init; }
    public long? FirstEventTimestamp { get; init; }
    public long? LastEventTimestamp { get; init; }
    public long? LastIngestionTime { get; init; }
    public required string Arn { get; init; }

    /// <summary>"reported as zero" since 2019</summary>
    public long StoredBytes { get; init; }
}

internal static class DescribeLogStreams
{
    private const string ByTime = "LastEventTime";

    public static readonly Operation Definition = Operation<LogsState>.Define(
        "DescribeLogStreams",
        LogsJson.Default.DescribeLogStreamsRequest,
        LogsJson.Default.DescribeLogStreamsResponse,
        Handle,
        Members.Group<DescribeLogStreamsRequest>(r => r.LogGroupName),
        Members.Identifier<DescribeLogStreamsRequest>(r => r.LogGroupIdentifier),
        Members.Stream<DescribeLogStreamsRequest>(r => r.LogStreamNamePrefix, "logStreamNamePrefix"),
        Must.Member<DescribeLogStreamsRequest>("orderBy", r => r.OrderBy).Enum("LogStreamName", ByTime),
        Members.Token<DescribeLogStreamsRequest>(r => r.NextToken),
        Members.Limit<DescribeLogStreamsRequest>(r => r.Limit)
    );

    private static Result<DescribeLogStreamsResponse> Handle(LogsState state, DescribeLogStreamsRequest request, Context context)
    {
        if (request.OrderBy == ByTime && request.LogStreamNamePrefix is not null)
            return Errors.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        if (!state.Find(request.LogGroupName, request.LogGroupIdentifier).Ok(out var group, out var error))
            return error;
        var found = group.Streams.Values.Where(s => s.Name.StartsWith(request.LogStreamNamePrefix ?? "", StringComparison.Ordinal));
        if (request.OrderBy == ByTime)
            found = found.OrderBy(s => s.LastEvent ?? 0);
        if (request.Descending == true)
            found = found.Reverse();
        return Members.Pages.ByItem(found, s => s.Name, request.NextToken, request.Limit).Ok(out var page, out error)
            ? new DescribeLogStreamsResponse([.. page.Items.Select(Describe)], page.NextToken)
            : error;
    }

    private static LogStreamDescription Describe(LogStream stream) =>
        new()
        {
            LogStreamName = stream.Name,
            CreationTime = stream.Row.Created,
            FirstEventTimestamp = stream.FirstEvent,
            LastEventTimestamp = stream.LastEvent,
            LastIngestionTime = stream.LastIngestion,
            Arn = stream.Arn,
        };
}
