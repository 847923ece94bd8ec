using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record GetResourcePolicyResponse([property: JsonPropertyName("ARN")] string Arn, string Name, string? ResourcePolicy);

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
