namespace LocalCloud.Aws.Kms.Operations;

internal sealed record RevokeGrantRequest(string? KeyId, string? GrantId, bool? DryRun);

internal static class RevokeGrant
{
    public static readonly Operation<KmsState, RevokeGrantRequest, Nothing> Definition = KmsService.Define(
        "RevokeGrant",
        KmsJson.Default.RevokeGrantRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<RevokeGrantRequest>(r => r.KeyId),
        Must.Member<RevokeGrantRequest>("grantId", r => r.GrantId).Required().Length(1, 128)
    );

    private static Result<Nothing> Handle(KmsState state, RevokeGrantRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.Grants.Find(g => g.Id == request.GrantId) is not { } grant)
            return KmsErrors.NotFound($"Grant ID {request.GrantId} not found");
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        key.Grants.Remove(grant);
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
