using LocalCloud.Aws.Logs.Insights;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record QueryRequest(string? QueryId);

internal sealed record StopQueryResponse(bool Success);

internal static class StopQuery
{
    public static readonly Operation Definition = Operation<LogsState>.Define<QueryRequest, StopQueryResponse>(
        "StopQuery",
        LogsJson.Default.QueryRequest,
        LogsJson.Default.StopQueryResponse,
        Handle,
        Must.Member<QueryRequest>("queryId", r => r.QueryId).Required().Length(1, 256)
    );

    private static Result<StopQueryResponse> Handle(LogsState state, QueryRequest request, Context context)
    {
        if (!state.Queries.TryGetValue(request.QueryId!, out var query))
            return GetQueryResults.NotFound(request.QueryId!);
        if (!query.IsRunning)
            return Errors.Invalid($"Query with ID [{request.QueryId}] has already ended with status [{query.Row.Status}].");
        query.Row = query.Row with { Status = "Cancelled" };
        state.Put(context.Changes, query);
        return new StopQueryResponse(true);
    }
}
