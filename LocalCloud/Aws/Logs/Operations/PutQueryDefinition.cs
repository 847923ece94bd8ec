using System.Text.Json;

namespace LocalCloud.Aws.Logs.Operations;

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
