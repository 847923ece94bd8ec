using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record PutKeyPolicyRequest(string? KeyId, string? PolicyName, string? Policy, bool? BypassPolicyLockoutSafetyCheck);

internal static class PutKeyPolicy
{
    public static readonly Operation<KmsState, PutKeyPolicyRequest, Nothing> Definition = KmsService.Define(
        "PutKeyPolicy",
        KmsJson.Default.PutKeyPolicyRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<PutKeyPolicyRequest>(r => r.KeyId),
        Must.Member<PutKeyPolicyRequest>("policyName", r => r.PolicyName).Length(1, 128),
        Must.Member<PutKeyPolicyRequest>("policy", r => r.Policy).Required().Length(1, 131072)
    );

    private static Result<Nothing> Handle(KmsState state, PutKeyPolicyRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (request.PolicyName is not (null or "default"))
            return KmsErrors.NotFound("No such policy exists");
        if (request.Policy!.Length > KeyPolicy.Longest)
            return new AwsError("LimitExceededException", $"Key policy is longer than {KeyPolicy.Longest} bytes.");
        if (KeyPolicy.Check(request.Policy) is { } malformed)
            return malformed;
        key.Policy = request.Policy;
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
