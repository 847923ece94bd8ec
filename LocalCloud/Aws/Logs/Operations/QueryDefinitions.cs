using System.Text.Json;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record QueryDefinition
{
    public string? QueryLanguage { get; init; }
    public string? QueryDefinitionId { get; init; }
    public string? Name { get; init; }
    public string? QueryString { get; init; }
    public long LastModified { get; init; }
    public List<string>? LogGroupNames { get; init; }
    public JsonElement? Parameters { get; init; }
}

internal sealed record PutQueryDefinitionRequest
{
    public string? QueryLanguage { get; init; }
    public string? Name { get; init; }
    public string? QueryDefinitionId { get; init; }
    public List<string>? LogGroupNames { get; init; }
    public string? QueryString { get; init; }
    public JsonElement? Parameters { get; init; }
    public string? ClientToken { get; init; }
}

internal sealed record PutQueryDefinitionResponse(string QueryDefinitionId);

internal sealed record DescribeQueryDefinitionsRequest(
    string? QueryLanguage,
    string? QueryDefinitionNamePrefix,
    int? MaxResults,
    string? NextToken
);

internal sealed record DescribeQueryDefinitionsResponse(List<QueryDefinition> QueryDefinitions, string? NextToken);

internal sealed record DeleteQueryDefinitionRequest(string? QueryDefinitionId);

/// <summary>Kept and given back; whoever asks a query gives its text.</summary>
internal static class PutQueryDefinition
{
    public static readonly Operation Definition = Operation<LogsState>.Define<PutQueryDefinitionRequest, PutQueryDefinitionResponse>(
        "PutQueryDefinition",
        LogsJson.Default.PutQueryDefinitionRequest,
        LogsJson.Default.PutQueryDefinitionResponse,
        Handle,
        Must.Member<PutQueryDefinitionRequest>("queryLanguage", r => r.QueryLanguage).Enum("CWLI", "SQL", "PPL"),
        Must.Member<PutQueryDefinitionRequest>("name", r => r.Name).Required().Length(1, 255),
        Must.Member<PutQueryDefinitionRequest>("queryDefinitionId", r => r.QueryDefinitionId).Length(1, 256),
        Must.Member<PutQueryDefinitionRequest>("queryString", r => r.QueryString).Required().Length(1, 10_000)
    );

    // The client's token is its id, so that a request that comes again makes no second one
    private static Result<PutQueryDefinitionResponse> Handle(LogsState state, PutQueryDefinitionRequest request, Context context)
    {
        if (request.QueryDefinitionId is { } known && !state.QueryDefinitions.ContainsKey(known))
            return Errors.NotFound("The specified query definition does not exist.");
        var id = request.QueryDefinitionId ?? (Guid.TryParse(request.ClientToken, out var token) ? token : Guid.NewGuid()).ToString();
        state.Put(
            context.Changes,
            new QueryDefinition
            {
                QueryLanguage = request.QueryLanguage ?? "CWLI",
                QueryDefinitionId = id,
                Name = request.Name,
                QueryString = request.QueryString,
                LastModified = context.Now.ToUnixTimeMilliseconds(),
                LogGroupNames = request.LogGroupNames ?? [],
                Parameters = request.Parameters,
            }
        );
        return new PutQueryDefinitionResponse(id);
    }
}

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

internal static class DeleteQueryDefinition
{
    public static readonly Operation Definition = Operation<LogsState>.Define<DeleteQueryDefinitionRequest, StopQueryResponse>(
        "DeleteQueryDefinition",
        LogsJson.Default.DeleteQueryDefinitionRequest,
        LogsJson.Default.StopQueryResponse,
        Handle,
        Must.Member<DeleteQueryDefinitionRequest>("queryDefinitionId", r => r.QueryDefinitionId).Required().Length(1, 256)
    );

    private static Result<StopQueryResponse> Handle(LogsState state, DeleteQueryDefinitionRequest request, Context context)
    {
        if (!state.QueryDefinitions.TryGetValue(request.QueryDefinitionId!, out var definition))
            return Errors.NotFound("The specified query definition does not exist.");
        state.Delete(context.Changes, definition);
        return new StopQueryResponse(true);
    }
}
