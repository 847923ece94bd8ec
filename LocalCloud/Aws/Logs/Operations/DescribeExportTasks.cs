using LocalCloud.Aws.Logs.Exports;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeExportTasksRequest(string? TaskId, string? StatusCode, string? NextToken, int? Limit);

internal sealed record DescribeExportTasksResponse(List<ExportTask> ExportTasks, string? NextToken);

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
