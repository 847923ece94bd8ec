using LocalCloud.Aws.Logs.Insights;

namespace LocalCloud.Aws.Logs.Operations;

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
