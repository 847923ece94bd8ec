using LocalCloud.Aws.Kms.Import;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record DeleteImportedKeyMaterialRequest(string? KeyId, string? KeyMaterialId);

internal sealed record DeleteImportedKeyMaterialResponse(string KeyId, string? KeyMaterialId);

internal static class DeleteImportedKeyMaterial
{
    public static readonly Operation<KmsState, DeleteImportedKeyMaterialRequest, DeleteImportedKeyMaterialResponse> Definition =
        KmsService.Define(
            "DeleteImportedKeyMaterial",
            KmsJson.Default.DeleteImportedKeyMaterialRequest,
            KmsJson.Default.DeleteImportedKeyMaterialResponse,
            Handle,
            Members.KeyId<DeleteImportedKeyMaterialRequest>(r => r.KeyId)
        );

    private static Result<DeleteImportedKeyMaterialResponse> Handle(
        KmsState state,
        DeleteImportedKeyMaterialRequest request,
        Context context
    )
    {
        if (!ImportTarget.Find(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        var id = key.Materials.Count > 0 ? key.Current.Id : null;
        if (request.KeyMaterialId is { } asked && asked != id)
            return KmsErrors.NotFound($"Key material {asked} is not found.");
        key.Materials.Clear();
        state.Put(context.Changes, key);
        return new DeleteImportedKeyMaterialResponse(key.Arn, id);
    }
}
