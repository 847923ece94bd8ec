namespace LocalCloud.Aws.Sqs.Moves;

internal sealed record StartMessageMoveTaskRequest(string? SourceArn, string? DestinationArn, int? MaxNumberOfMessagesPerSecond);

internal sealed record StartMessageMoveTaskResponse(string TaskHandle);

internal static class StartMessageMoveTask
{
    private const int MaxActive = 100;

    public static readonly Operation<SqsState, StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> Definition =
        Operation<SqsState>.Define(
            "StartMessageMoveTask",
            SqsJson.Wire.StartMessageMoveTaskRequest,
            SqsJson.Wire.StartMessageMoveTaskResponse,
            Handle
        );

    private static Result<StartMessageMoveTaskResponse> Handle(SqsState state, StartMessageMoveTaskRequest request, Context context)
    {
        if (!SourceOf(state, request.SourceArn).Ok(out var source, out var error))
            return error;
        if (Check(state, source, request) is { } bad)
            return bad;
        source.Advance(context.Changes);
        var task = new MoveTask
        {
            Id = Guid.NewGuid(),
            Source = source.Row.Id,
            SourceArn = source.Arn,
            DestinationArn = request.DestinationArn,
            MaxPerSecond = request.MaxNumberOfMessagesPerSecond,
            Started = state.Now,
            ToMove = source.Count(MessageStatus.Visible),
            Status = MoveTask.Running,
        };
        state.Moves.Add(task, context.Changes);
        context.Changes.AfterCommit(() => state.Moves.Run(task));
        return new StartMessageMoveTaskResponse(task.Handle);
    }

    public static Result<Queue> SourceOf(SqsState state, string? arn)
    {
        if (arn is not { Length: > 0 })
            return SqsErrors.Missing("SourceArn");
        if (arn.Split(':') is not ["arn", _, "sqs", _, _, { Length: > 0 }])
            return SqsErrors.InvalidParameter(
                "You must use this format to specify the SourceArn: arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
            );
        return state.FindArn(arn) is { } queue ? queue : SqsErrors.NoSuchResource("SourceArn");
    }

    private static AwsError? Check(SqsState state, Queue source, StartMessageMoveTaskRequest request)
    {
        if (request.MaxNumberOfMessagesPerSecond is < 1 or > 500)
            return SqsErrors.InvalidParameter(
                "MaxNumberOfMessagesPerSecond",
                request.MaxNumberOfMessagesPerSecond,
                "Must be between 1 and 500, if provided."
            );
        if (!state.Queues.Values.Any(q => q.Settings.Redrive?.DeadLetterTargetArn == source.Arn))
            return SqsErrors.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        if (request.DestinationArn is { } arn)
        {
            if (state.FindArn(arn) is not { } destination)
                return SqsErrors.NoSuchResource("DestinationArn");
            if (destination == source)
                return SqsErrors.InvalidParameter("Source queue arn and destination queue arn must be different.");
            if (destination.IsFifo != source.IsFifo)
                return SqsErrors.InvalidParameter("Source queue and destination queue must be of the same type.");
        }
        if (state.Moves.Of(source).Any(task => task.IsActive))
            return SqsErrors.InvalidParameter(
                "There is already a task running. Only one active task is allowed for a source queue arn at a given time."
            );
        return state.Moves.Active.Count() >= MaxActive
            ? new AwsError("OverLimit", $"The maximum number of active message movement tasks ({MaxActive}) is reached.", 403)
            : null;
    }
}
