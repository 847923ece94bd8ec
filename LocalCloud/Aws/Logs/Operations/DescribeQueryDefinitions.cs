namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeQueryDefinitionsRequest(
    string? QueryLanguage,
    string? QueryDefinitionNamePrefix,
    int? MaxResults,
    string? NextToken
);

internal sealed record DescribeQueryDefinitionsResponse(List<QueryDefinition> QueryDefinitions, string? NextToken);

internal static class DescribeQueryDefinitions
{
    public static readonly Operation Definition = Operation<LogsState>.Define<
        DescribeQueryDefinitionsRequest,
        DescribeQueryDefinitionsResponse
    >(
        "DescribeQueryDefinitions",
        LogsJson.Default.DescribeQueryDefinitionsRequest,
        LogsJson.Default.DescribeQueryDefinitionsResponse,
        Handle,
        Must.Member<DescribeQueryDefinitionsRequest>("maxResults", r => r.MaxResults).Range(1, 1000),
        Members.Token<DescribeQueryDefinitionsRequest>(r => r.NextToken)
    );

    private static Result<DescribeQueryDefinitionsResponse> Handle(
        LogsState state,
        DescribeQueryDefinitionsRequest request,
        Context context
    )
    {
        var found = state
            .QueryDefinitions.Values.Where(d =>
                d.Name!.StartsWith(request.QueryDefinitionNamePrefix ?? "", StringComparison.Ordinal)
                && (request.QueryLanguage ?? d.QueryLanguage) == d.QueryLanguage
            )
            .OrderBy(d => d.Name, StringComparer.Ordinal)
            .ThenBy(d => d.QueryDefinitionId, StringComparer.Ordinal);
        return Members
            .Pages.ByItem(found, d => d.QueryDefinitionId!, request.NextToken, request.MaxResults ?? 1000)
            .Ok(out var page, out var error)
            ? new DescribeQueryDefinitionsResponse(page.Items, page.NextToken)
            : error;
    }
}
