using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Layers;

internal static class RemoveLayerVersionPermission
{
    public static readonly Operation<LambdaState, LayerPermissionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "RemoveLayerVersionPermission",
            LambdaJson.Default.LayerPermissionRequest,
            Handle,
            LayerName.Member<LayerPermissionRequest>(r => r.LayerName)
        )
        .Http("DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}?RevisionId={RevisionId}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, LayerPermissionRequest request, Context context)
    {
        if (!GetLayerVersion.Find(state, request.Version).Ok(out var found, out var error))
            return error;
        if (found.Layer.Policies.GetValueOrDefault(request.Key) is not { } policy || !policy.Has(request.StatementId!))
            return LambdaErrors.NotFound($"Statement {request.StatementId} is not found in resource policy.");
        if (request.RevisionId is { } revision && revision != policy.RevisionId)
            return LambdaErrors.PolicyRevision;
        ResourcePolicy.Remove(found.Layer.Policies, request.Key, request.StatementId!);
        state.Put(context.Changes, found.Layer);
        return Nothing.Instance;
    }
}
