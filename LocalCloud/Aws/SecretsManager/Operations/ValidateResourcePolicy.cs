namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record ValidateResourcePolicyRequest(string? SecretId, string? ResourcePolicy);

internal sealed record ValidationFault(string CheckName, string ErrorMessage);

internal sealed record ValidateResourcePolicyResponse(bool PolicyValidationPassed, List<ValidationFault> ValidationErrors);

internal static class ValidateResourcePolicy
{
    public static readonly Operation<SecretsState, ValidateResourcePolicyRequest, ValidateResourcePolicyResponse> Definition =
        Operation<SecretsState>
            .Define(
                "ValidateResourcePolicy",
                SecretsJson.Default.ValidateResourcePolicyRequest,
                SecretsJson.Default.ValidateResourcePolicyResponse,
                Handle,
                Must.Member<ValidateResourcePolicyRequest>("resourcePolicy", r => r.ResourcePolicy).Required().Length(1, 20480)
            )
            .Lacking("only whether it is a JSON object");

    private static Result<ValidateResourcePolicyResponse> Handle(
        SecretsState state,
        ValidateResourcePolicyRequest request,
        Context context
    ) => JsonText.IsObject(request.ResourcePolicy!) ? new ValidateResourcePolicyResponse(true, []) : PutResourcePolicy.Malformed;
}
