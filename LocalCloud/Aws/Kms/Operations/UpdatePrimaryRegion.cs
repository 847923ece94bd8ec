namespace LocalCloud.Aws.Kms.Operations;

internal sealed record UpdatePrimaryRegionRequest(string? KeyId, string? PrimaryRegion);

internal static class UpdatePrimaryRegion
{
    public static readonly Operation<KmsState, UpdatePrimaryRegionRequest, Nothing> Definition = KmsService.Define(
        "UpdatePrimaryRegion",
        KmsJson.Default.UpdatePrimaryRegionRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<UpdatePrimaryRegionRequest>(r => r.KeyId),
        Must.Member<UpdatePrimaryRegionRequest>("primaryRegion", r => r.PrimaryRegion).Required().Length(1, 32)
    );

    private static Result<Nothing> Handle(KmsState state, UpdatePrimaryRegionRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (!key.IsPrimary)
            return KmsErrors.Unsupported($"{key.Arn} is not a multi-Region primary key.");
        if (key.State is not ("Enabled" or "Disabled"))
            return KmsErrors.InvalidState(key);
        if (state.Find(request.PrimaryRegion!, key.Id) is not { } next || next == key)
            return KmsErrors.NotFound($"{key.Arn} has no replica key in {request.PrimaryRegion}.");
        if (next.State is not ("Enabled" or "Disabled"))
            return KmsErrors.InvalidState(next);
        foreach (var member in state.Family(key))
        {
            member.PrimaryRegion = request.PrimaryRegion;
            state.Put(context.Changes, member);
        }
        return Nothing.Instance;
    }
}
