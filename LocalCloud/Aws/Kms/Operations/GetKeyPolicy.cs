namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GetKeyPolicyRequest(string? KeyId, string? PolicyName);

internal sealed record GetKeyPolicyResponse(string Policy, string PolicyName);

internal static class GetKeyPolicy
{
    public static readonly Operation<KmsState, GetKeyPolicyRequest, GetKeyPolicyResponse> Definition = KmsService.Define(
        "GetKeyPolicy",
        KmsJson.Default.GetKeyPolicyRequest,
        KmsJson.Default.GetKeyPolicyResponse,
        Handle,
        Members.KeyId<GetKeyPolicyRequest>(r => r.KeyId),
        Must.Member<GetKeyPolicyRequest>("policyName", r => r.PolicyName).Length(1, 128)
    );

    // A key has one policy, and it is called default
    private static Result<GetKeyPolicyResponse> Handle(KmsState state, GetKeyPolicyRequest request, Context context) =>
        !state.Key(request.KeyId!, context).Ok(out var key, out var error) ? error
        : request.PolicyName is null or "default" ? new GetKeyPolicyResponse(key.Policy, "default")
        : KmsErrors.NotFound("No such policy exists");
}
