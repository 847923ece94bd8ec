namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutResourcePolicyRequest(string? PolicyName, string? PolicyDocument);

internal sealed record PutResourcePolicyResponse(ResourcePolicy ResourcePolicy);

/// <summary>Policies of the account: stored and answered, not enforced.</summary>
internal static class PutResourcePolicy
{
    private const int Most = 10;

    public static readonly Operation Definition = Operation<LogsState>
        .Define(
            "PutResourcePolicy",
            LogsJson.Default.PutResourcePolicyRequest,
            LogsJson.Default.PutResourcePolicyResponse,
            Handle,
            Must.Member<PutResourcePolicyRequest>("policyDocument", r => r.PolicyDocument).Length(1, 51200)
        )
        .Lacking("policies of one resource (resourceArn)");

    private static Result<PutResourcePolicyResponse> Handle(LogsState state, PutResourcePolicyRequest request, Context context)
    {
        if (request.PolicyName is not { Length: > 0 } name)
            return Errors.Invalid("Policy name is required.");
        if (request.PolicyDocument is not { } document || !JsonText.IsObject(document))
            return Errors.Invalid("Policy document is not valid JSON.");
        if (!state.Policies.ContainsKey(name) && state.Policies.Count >= Most)
            return new AwsError("LimitExceededException", "Resource limit exceeded.");
        var policy = new ResourcePolicy(name, document, context.Now.ToUnixTimeMilliseconds(), "ACCOUNT");
        state.Put(context.Changes, policy);
        return new PutResourcePolicyResponse(policy);
    }
}
