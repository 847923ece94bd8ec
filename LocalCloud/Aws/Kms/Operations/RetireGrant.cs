using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record RetireGrantRequest(string? GrantToken, string? KeyId, string? GrantId, bool? DryRun);

internal static class RetireGrant
{
    public static readonly Operation<KmsState, RetireGrantRequest, Nothing> Definition = KmsService.Define(
        "RetireGrant",
        KmsJson.Default.RetireGrantRequest,
        CoreJson.Default.Nothing,
        Handle,
        Must.Member<RetireGrantRequest>("grantToken", r => r.GrantToken).Length(1, 8192),
        Must.Member<RetireGrantRequest>("keyId", r => r.KeyId).Length(1, 2048),
        Must.Member<RetireGrantRequest>("grantId", r => r.GrantId).Length(1, 128)
    );

    private static Result<Nothing> Handle(KmsState state, RetireGrantRequest request, Context context)
    {
        if (request.GrantToken is null && (request.KeyId is null || request.GrantId is null))
            return KmsErrors.Validation("Specify either a grant token, or a key ARN and a grant ID.");
        if (!Holder(state, request, context).Ok(out var key, out var error))
            return error;
        if (key.Grants.Find(g => g.Token == request.GrantToken || g.Id == request.GrantId) is not { } grant)
            return KmsErrors.NotFound($"Grant ID {request.GrantId} not found");
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        key.Grants.Remove(grant);
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }

    private static Result<Key> Holder(KmsState state, RetireGrantRequest request, Context context)
    {
        if (request.GrantToken is not { } token)
            return state.Key(request.KeyId!, context);
        return state.Keys(context.Scope.Region).FirstOrDefault(k => k.Grants.Exists(g => g.Token == token)) is { } key
            ? key
            : new AwsError("InvalidGrantTokenException", "The grant token is not valid.");
    }
}
