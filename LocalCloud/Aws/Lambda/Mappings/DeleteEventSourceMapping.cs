namespace LocalCloud.Aws.Lambda.Mappings;

internal static class DeleteEventSourceMapping
{
    public static readonly Operation<LambdaState, MappingIdRequest, MappingConfiguration> Definition = Operation<LambdaState>
        .Define("DeleteEventSourceMapping", LambdaJson.Default.MappingIdRequest, LambdaJson.Default.MappingConfiguration, Handle)
        .Http("DELETE /2015-03-31/event-source-mappings/{UUID}", status: 202);

    private static Result<MappingConfiguration> Handle(LambdaState state, MappingIdRequest request, Context context)
    {
        if (!GetEventSourceMapping.Find(state, request.UUID!).Ok(out var mapping, out var error))
            return error;
        state.Delete(context.Changes, mapping);
        context.Changes.AfterCommit(() => state.Service.Pollers.Changed(state, mapping with { Enabled = false }));
        return mapping.Shown(state, "Deleting");
    }
}
