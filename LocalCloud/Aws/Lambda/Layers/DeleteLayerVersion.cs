namespace LocalCloud.Aws.Lambda.Layers;

internal static class DeleteLayerVersion
{
    public static readonly Operation<LambdaState, LayerVersionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteLayerVersion",
            LambdaJson.Default.LayerVersionRequest,
            Handle,
            LayerName.Member<LayerVersionRequest>(r => r.LayerName)
        )
        .Http("DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, LayerVersionRequest request, Context context)
    {
        if (request.VersionNumber is < 1)
            return LambdaErrors.Invalid("Layer Version Cannot be less than 1.");
        if (!GetLayerVersion.Find(state, request).Ok(out var found, out _))
            return Nothing.Instance;
        found.Layer.Versions.Remove(found.Version);
        context.Changes.AfterCommit(() => state.Code.Release([found.Version.CodeFile]));
        state.Put(context.Changes, found.Layer);
        return Nothing.Instance;
    }
}
