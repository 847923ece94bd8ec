using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs.Moves;

internal sealed record ListMessageMoveTasksRequest(string? SourceArn, int? MaxResults);

internal sealed record ListMessageMoveTasksResponse
{
    [QueryName("ListMessageMoveTasksResultEntry")]
    public required List<ListMessageMoveTasksResultEntry>? Results { get; init; }
}

internal sealed record ListMessageMoveTasksResultEntry
{
    /// <summary>Of running tasks only.</summary>
    public string? TaskHandle { get; init; }

    public required string Status { get; init; }

    public required string SourceArn { get; init; }

    public string? DestinationArn { get; init; }

    public int? MaxNumberOfMessagesPerSecond { get; init; }

    public required long ApproximateNumberOfMessagesMoved { get; init; }

    public required long ApproximateNumberOfMessagesToMove { get; init; }

    public string? FailureReason { get; init; }

    public required long StartedTimestamp { get; init; }
}

internal static class ListMessageMoveTasks
{
    public static readonly Operation<SqsState, ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> Definition =
        Operation<SqsState>.Define(
            "ListMessageMoveTasks",
            SqsJson.Wire.ListMessageMoveTasksRequest,
            SqsJson.Wire.ListMessageMoveTasksResponse,
            Handle
        );

    private static Result<ListMessageMoveTasksResponse> Handle(SqsState state, ListMessageMoveTasksRequest request, Context context)
    {
        if (!StartMessageMoveTask.SourceOf(state, request.SourceArn).Ok(out var source, out var error))
            return error;
        if (request.MaxResults is < 1 or > MoveTasks.Kept)
            return SqsErrors.InvalidParameter("MaxResults", request.MaxResults, $"Must be between 1 and {MoveTasks.Kept}, if provided.");
        var tasks = state.Moves.Of(source).Take(request.MaxResults ?? 1).Select(Entry).ToList();
        return new ListMessageMoveTasksResponse { Results = tasks is [] ? null : tasks };
    }

    private static ListMessageMoveTasksResultEntry Entry(MoveTask task) =>
        new()
        {
            TaskHandle = task.Status is MoveTask.Running ? task.Handle : null,
            Status = task.Status,
            SourceArn = task.SourceArn,
            DestinationArn = task.DestinationArn,
            MaxNumberOfMessagesPerSecond = task.MaxPerSecond,
            ApproximateNumberOfMessagesMoved = task.Moved,
            ApproximateNumberOfMessagesToMove = task.ToMove,
            FailureReason = task.FailureReason,
            StartedTimestamp = task.Started,
        };
}
