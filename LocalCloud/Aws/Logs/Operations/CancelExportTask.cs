namespace LocalCloud.Aws.Logs.Operations;

internal sealed record ExportTaskRequest(string? TaskId);

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
