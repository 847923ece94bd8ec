namespace LocalCloud.Aws.Lambda.Mappings;

internal static class GetEventSourceMapping
{
    public static readonly Operation<LambdaState, MappingIdRequest, MappingConfiguration> Definition = Operation<LambdaState>
        .Define(
            "GetEventSourceMapping",
            LambdaJson.Default.MappingIdRequest,
            LambdaJson.Default.MappingConfiguration,
            (state, request, _) => Find(state, request.UUID!).Ok(out var mapping, out var error) ? mapping.Shown(state) : error
        )
        .Http("GET /2015-03-31/event-source-mappings/{UUID}");

    public static Result<EventSourceMapping> Find(LambdaState state, string id) =>
        state.Mappings.GetValueOrDefault(id) is { } mapping ? mapping : LambdaErrors.NotFound("The resource you requested does not exist.");
}
