using LocalCloud.Aws.Logs.Insights;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record GetQueryResultsRequest(string? QueryId, string? NextToken, int? MaxItems);

internal sealed record GetQueryResultsResponse(
    string QueryLanguage,
    List<List<ResultField>> Results,
    QueryStatistics Statistics,
    string Status,
    string? NextToken
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
