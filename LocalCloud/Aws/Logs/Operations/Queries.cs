using LocalCloud.Aws.Logs.Insights;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record QueryRequest(string? QueryId);

internal sealed record GetQueryResultsRequest(string? QueryId, string? NextToken, int? MaxItems);

internal sealed record GetQueryResultsResponse(
    string QueryLanguage,
    List<List<ResultField>> Results,
    QueryStatistics Statistics,
    string Status,
    string? NextToken
);

internal sealed record StopQueryResponse(bool Success);

internal sealed record DescribeQueriesRequest(
    string? LogGroupName,
    string? Status,
    int? MaxResults,
    string? NextToken,
    string? QueryLanguage
);

internal sealed record DescribeQueriesResponse(List<QueryInfo> Queries, string? NextToken);

internal sealed record QueryInfo(
    string QueryLanguage,
    string QueryId,
    string QueryString,
    string Status,
    long CreateTime,
    string LogGroupName,
    double? BytesScanned
);

internal static class GetQueryResults
{
    public static readonly Operation Definition = Operation<LogsState>.DefineAsync<GetQueryResultsRequest, GetQueryResultsResponse>(
        "GetQueryResults",
        LogsJson.Default.GetQueryResultsRequest,
        LogsJson.Default.GetQueryResultsResponse,
        HandleAsync,
        Must.Member<GetQueryResultsRequest>("queryId", r => r.QueryId).Required().Length(1, 256),
        Must.Member<GetQueryResultsRequest>("maxItems", r => r.MaxItems).Range(0, 10_000)
    );

    private static ValueTask<Result<GetQueryResultsResponse>> HandleAsync(LogsState state, GetQueryResultsRequest request, Context context)
    {
        if (context.Host.Read(state, s => s.Queries.GetValueOrDefault(request.QueryId!)) is not { } query)
            return new(NotFound(request.QueryId!));
        var (row, answer) = context.Host.Read(state, _ => (query.Row, query.Answer));
        if (answer is null && row.Status == "Complete" && query.Run(state).Ok(out answer, out _))
            context.Host.Read(state, _ => query.Answer = answer);
        var size = request.MaxItems is > 0 and int wanted ? wanted : QueryRun.MostLines;
        return new(
            Members.Pages.ByOffset(answer?.Results ?? [], request.NextToken, size).Ok(out var page, out var error)
                ? new GetQueryResultsResponse("CWLI", page.Items, answer?.Statistics ?? new(0, 0, 0), row.Status, page.NextToken)
                : error
        );
    }

    public static AwsError NotFound(string id) => Errors.NotFound($"Query with ID [{id}] does not exist.");
}

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

internal static class DescribeQueries
{
    public static readonly Operation Definition = Operation<LogsState>.Define<DescribeQueriesRequest, DescribeQueriesResponse>(
        "DescribeQueries",
        LogsJson.Default.DescribeQueriesRequest,
        LogsJson.Default.DescribeQueriesResponse,
        Handle,
        Members.Group<DescribeQueriesRequest>(r => r.LogGroupName),
        Must.Member<DescribeQueriesRequest>("status", r => r.Status)
            .Enum("Scheduled", "Running", "Complete", "Failed", "Cancelled", "Timeout", "Unknown"),
        Must.Member<DescribeQueriesRequest>("maxResults", r => r.MaxResults).Range(1, 1000),
        Members.Token<DescribeQueriesRequest>(r => r.NextToken),
        Must.Member<DescribeQueriesRequest>("queryLanguage", r => r.QueryLanguage).Enum("CWLI", "SQL", "PPL")
    );

    private static Result<DescribeQueriesResponse> Handle(LogsState state, DescribeQueriesRequest request, Context context)
    {
        var found = state
            .Queries.Values.Where(q =>
                (request.LogGroupName is null || q.Row.Groups.Contains(request.LogGroupName))
                && (request.Status ?? q.Row.Status) == q.Row.Status
                && request.QueryLanguage is null or "CWLI"
            )
            .OrderByDescending(q => q.Row.Created)
            .ThenBy(q => q.Row.Id, StringComparer.Ordinal);
        return Members.Pages.ByItem(found, q => q.Row.Id, request.NextToken, request.MaxResults ?? 1000).Ok(out var page, out var error)
            ? new DescribeQueriesResponse([.. page.Items.Select(Info)], page.NextToken)
            : error;
    }

    private static QueryInfo Info(Query query) =>
        new(
            "CWLI",
            query.Row.Id,
            query.Row.Text,
            query.Row.Status,
            query.Row.Created,
            query.Row.Groups[0],
            query.Answer?.Statistics.BytesScanned
        );
}
