using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record PutResourcePolicyRequest(string? SecretId, string? ResourcePolicy, bool? BlockPublicPolicy);

internal sealed record GetResourcePolicyResponse([property: JsonPropertyName("ARN")] string Arn, string Name, string? ResourcePolicy);

internal sealed record ValidateResourcePolicyRequest(string? SecretId, string? ResourcePolicy);

internal sealed record ValidationFault(string CheckName, string ErrorMessage);

internal sealed record ValidateResourcePolicyResponse(bool PolicyValidationPassed, List<ValidationFault> ValidationErrors);

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

internal static class GetResourcePolicy
{
    public static readonly Operation<SecretsState, SecretIdRequest, GetResourcePolicyResponse> Definition = Operation<SecretsState>.Define(
        "GetResourcePolicy",
        SecretsJson.Default.SecretIdRequest,
        SecretsJson.Default.GetResourcePolicyResponse,
        Handle,
        SecretIdRequest.Id
    );

    private static Result<GetResourcePolicyResponse> Handle(SecretsState state, SecretIdRequest request, Context context) =>
        state.Living(request.SecretId!).Ok(out var secret, out var error)
            ? new GetResourcePolicyResponse(secret.Arn, secret.Name, secret.Policy)
            : error;
}

internal static class DeleteResourcePolicy
{
    public static readonly Operation<SecretsState, SecretIdRequest, SecretAnswer> Definition = Operation<SecretsState>.Define(
        "DeleteResourcePolicy",
        SecretsJson.Default.SecretIdRequest,
        SecretsJson.Default.SecretAnswer,
        Handle,
        SecretIdRequest.Id
    );

    private static Result<SecretAnswer> Handle(SecretsState state, SecretIdRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        secret.Policy = null;
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name);
    }
}

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
