namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record PutResourcePolicyRequest(string? SecretId, string? ResourcePolicy, bool? BlockPublicPolicy);

/// <summary>Policies are kept and given back; with --enforce-iam requests are decided by them.</summary>
internal static class PutResourcePolicy
{
    public static readonly AwsError Malformed = new("MalformedPolicyDocumentException", "This resource policy contains invalid Json.");

    public static readonly Operation<SecretsState, PutResourcePolicyRequest, SecretAnswer> Definition = Operation<SecretsState>
        .Define(
            "PutResourcePolicy",
            SecretsJson.Default.PutResourcePolicyRequest,
            SecretsJson.Default.SecretAnswer,
            Handle,
            Must.Member<PutResourcePolicyRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<PutResourcePolicyRequest>("resourcePolicy", r => r.ResourcePolicy).Required().Length(1, 20480)
        )
        .Lacking("policies are enforced with --enforce-iam alone");

    private static Result<SecretAnswer> Handle(SecretsState state, PutResourcePolicyRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        if (!JsonText.IsObject(request.ResourcePolicy!))
            return Malformed;
        secret.Policy = request.ResourcePolicy;
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name);
    }
}
