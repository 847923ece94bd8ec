namespace LocalCloud.Aws.DynamoDb.Insights;

internal sealed record ListContributorInsightsRequest(string? TableName, string? NextToken, int? MaxResults);

internal sealed record ListContributorInsightsResponse(List<ContributorInsightsSummary> ContributorInsightsSummaries, string? NextToken);

internal static class ListContributorInsights
{
    private const int Most = 100;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListContributorInsights",
        DynamoDbJson.Default.ListContributorInsightsRequest,
        DynamoDbJson.Default.ListContributorInsightsResponse,
        Handle,
        Must.Member<ListContributorInsightsRequest>("tableName", r => r.TableName).Length(1, 1024),
        Must.Member<ListContributorInsightsRequest>("maxResults", r => r.MaxResults).Range(1, Most)
    );

    private static Result<ListContributorInsightsResponse> Handle(
        DynamoDbState state,
        ListContributorInsightsRequest request,
        Context context
    )
    {
        var tables = state.Tables;
        if (request.TableName is not null)
        {
            if (!state.Describe(request.TableName).Ok(out var table, out var error))
                return error;
            tables = [table];
        }
        var settings = tables.SelectMany(table =>
            table
                .Definition.Insights.OrderBy(setting => setting.IndexName, StringComparer.Ordinal)
                .Select(setting => new ContributorInsightsSummary(table.Name, setting.IndexName, setting.Status, setting.Mode))
        );
        return DynamoDbErrors.Pages.ByOffset(settings, request.NextToken, request.MaxResults ?? Most).Ok(out var page, out var invalid)
            ? new ListContributorInsightsResponse(page.Items, page.NextToken)
            : invalid;
    }
}
