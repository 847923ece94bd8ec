using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal static class RotateKeyOnDemand
{
    public static readonly Operation<KmsState, KeyIdRequest, KeyIdResponse> Definition = KmsService.Define(
        "RotateKeyOnDemand",
        KmsJson.Default.KeyIdRequest,
        KmsJson.Default.KeyIdResponse,
        Handle,
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );

    private static Result<KeyIdResponse> Handle(KmsState state, KeyIdRequest request, Context context)
    {
        if (!Rotating.Key(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.Materials.Count(m => m.Rotation == "ON_DEMAND") >= Rotation.MostOnDemand)
            return new AwsError("LimitExceededException", $"{key.Arn} has been rotated on demand {Rotation.MostOnDemand} times.");
        var material = KeyMaterial.Generate(key.KeySpec, context.Now, "ON_DEMAND");
        foreach (var member in state.Family(key))
        {
            member.Materials.Add(material);
            state.Put(context.Changes, member);
        }
        return new KeyIdResponse(key.Id);
    }
}
