namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DeleteQueryDefinitionRequest(string? QueryDefinitionId);

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
