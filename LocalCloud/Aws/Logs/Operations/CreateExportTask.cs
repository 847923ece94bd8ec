using LocalCloud.Aws.Logs.Exports;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record CreateExportTaskRequest
{
    public string? TaskName { get; init; }
    public string? LogGroupName { get; init; }
    public string? LogStreamNamePrefix { get; init; }
    public long? From { get; init; }
    public long? To { get; init; }
    public string? Destination { get; init; }
    public string? DestinationPrefix { get; init; }
}

internal sealed record CreateExportTaskResponse(string TaskId);

internal static class CreateExportTask
{
    public static readonly Operation Definition = Operation<LogsState>.DefineAsync<CreateExportTaskRequest, CreateExportTaskResponse>(
        "CreateExportTask",
        LogsJson.Default.CreateExportTaskRequest,
        LogsJson.Default.CreateExportTaskResponse,
        HandleAsync,
        Must.Member<CreateExportTaskRequest>("taskName", r => r.TaskName).Length(1, 512),
        Members.Group<CreateExportTaskRequest>(r => r.LogGroupName).Required(),
        Members.Stream<CreateExportTaskRequest>(r => r.LogStreamNamePrefix, "logStreamNamePrefix"),
        Must.Member<CreateExportTaskRequest>("from", r => r.From).Required().Range(0),
        Must.Member<CreateExportTaskRequest>("to", r => r.To).Required().Range(0),
        Must.Member<CreateExportTaskRequest>("destination", r => r.Destination).Required().Length(1, 512)
    );

    private static async ValueTask<Result<CreateExportTaskResponse>> HandleAsync(
        LogsState state,
        CreateExportTaskRequest request,
        Context context
    )
    {
        if (request.From > request.To)
            return Errors.Invalid("The specified time range is not valid: from is later than to.");
        if (!context.Host.Read(state, s => s.Find(request.LogGroupName!)).Ok(out _, out var error))
            return error;
        var prefix = (request.DestinationPrefix is { Length: > 0 } given ? given : "exportedlogs").TrimEnd('/');
        if (
            await state.Service.Exporter.TryAsync(state, request.Destination!, prefix, context.Cancellation).ConfigureAwait(false) is
            { } refused
        )
            return refused;
        var made = await context.Host.ChangeAsync(state, (s, changes) => Put(s, changes, request, prefix, context)).ConfigureAwait(false);
        if (!made.Ok(out var task, out error))
            return error;
        context.Begun = Task.Run(() => state.Service.Exporter.RunAsync(state, task.TaskId, CancellationToken.None), CancellationToken.None);
        return new CreateExportTaskResponse(task.TaskId);
    }

    private static Result<ExportTask> Put(LogsState state, Changes changes, CreateExportTaskRequest request, string prefix, Context context)
    {
        // docs: API_CreateExportTask, "Each account can only have one active (RUNNING or PENDING) export task at a time"
        if (state.Exports.Values.Any(t => t.IsActive))
            return new AwsError("LimitExceededException", "Resource limit exceeded.");
        var task = new ExportTask
        {
            TaskId = Guid.NewGuid().ToString(),
            TaskName = request.TaskName,
            LogGroupName = request.LogGroupName!,
            StreamPrefix = request.LogStreamNamePrefix,
            From = request.From!.Value,
            To = request.To!.Value,
            Destination = request.Destination!,
            DestinationPrefix = prefix,
            Status = new("PENDING", "Task is pending"),
            ExecutionInfo = new(context.Now.ToUnixTimeMilliseconds(), null),
        };
        state.Put(changes, task);
        return task;
    }
}
