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

internal sealed record ExportTaskRequest(string? TaskId);

internal sealed record CreateExportTaskResponse(string TaskId);

internal sealed record DescribeExportTasksRequest(string? TaskId, string? StatusCode, string? NextToken, int? Limit);

internal sealed record DescribeExportTasksResponse(List<ExportTask> ExportTasks, string? NextToken);

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

internal static class DescribeExportTasks
{
    public static readonly Operation Definition = Operation<LogsState>.Define<DescribeExportTasksRequest, DescribeExportTasksResponse>(
        "DescribeExportTasks",
        LogsJson.Default.DescribeExportTasksRequest,
        LogsJson.Default.DescribeExportTasksResponse,
        Handle,
        Must.Member<DescribeExportTasksRequest>("taskId", r => r.TaskId).Length(1, 512),
        Must.Member<DescribeExportTasksRequest>("statusCode", r => r.StatusCode)
            .Enum("CANCELLED", "COMPLETED", "FAILED", "PENDING", "PENDING_CANCEL", "RUNNING"),
        Members.Token<DescribeExportTasksRequest>(r => r.NextToken),
        Members.Limit<DescribeExportTasksRequest>(r => r.Limit)
    );

    private static Result<DescribeExportTasksResponse> Handle(LogsState state, DescribeExportTasksRequest request, Context context)
    {
        var found = state
            .Exports.Values.Where(t => (request.TaskId ?? t.TaskId) == t.TaskId && (request.StatusCode ?? t.Status.Code) == t.Status.Code)
            .OrderByDescending(t => t.ExecutionInfo.CreationTime)
            .ThenBy(t => t.TaskId, StringComparer.Ordinal);
        return Members.Pages.ByItem(found, t => t.TaskId, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new DescribeExportTasksResponse([.. page.Items.Select(t => t with { StreamPrefix = null })], page.NextToken)
            : error;
    }
}

internal static class CancelExportTask
{
    public static readonly Operation Definition = Operation<LogsState>.Define<ExportTaskRequest>(
        "CancelExportTask",
        LogsJson.Default.ExportTaskRequest,
        Handle,
        Must.Member<ExportTaskRequest>("taskId", r => r.TaskId).Required().Length(1, 512)
    );

    private static Result<Nothing> Handle(LogsState state, ExportTaskRequest request, Context context)
    {
        if (!state.Exports.TryGetValue(request.TaskId!, out var task))
            return Errors.NotFound("The specified export task does not exist.");
        if (!task.IsActive)
            return new AwsError("InvalidOperationException", "The specified export task has already ended.");
        state.Put(
            context.Changes,
            task with
            {
                Status = new("CANCELLED", "Cancelled by user"),
                ExecutionInfo = task.ExecutionInfo with { CompletionTime = context.Now.ToUnixTimeMilliseconds() },
            }
        );
        return Nothing.Instance;
    }
}
