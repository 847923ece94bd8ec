using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record DeleteSecretRequest(string? SecretId, int? RecoveryWindowInDays, bool? ForceDeleteWithoutRecovery);

internal sealed record DeleteSecretResponse(
    [property: JsonPropertyName("ARN")] string Arn,
    string Name,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset DeletionDate
);

internal static class DeleteSecret
{
    public static readonly Operation<SecretsState, DeleteSecretRequest, DeleteSecretResponse> Definition = Operation<SecretsState>.Define(
        "DeleteSecret",
        SecretsJson.Default.DeleteSecretRequest,
        SecretsJson.Default.DeleteSecretResponse,
        Handle,
        Must.Member<DeleteSecretRequest>("secretId", r => r.SecretId).Required().Length(1, 2048)
    );

    private static Result<DeleteSecretResponse> Handle(SecretsState state, DeleteSecretRequest request, Context context)
    {
        var force = request.ForceDeleteWithoutRecovery == true;
        if (force && request.RecoveryWindowInDays is not null)
            return Errors.Parameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        if (request.RecoveryWindowInDays is < 7 or > 30)
            return Errors.Parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        if (state.Find(request.SecretId!) is not { } secret)
            // By force, what is not there counts as deleted (docs: DeleteSecret).
            return force
                ? new DeleteSecretResponse(state.Scope.Arn("secretsmanager", $"secret:{request.SecretId}"), request.SecretId!, context.Now)
                : Errors.NotFound;
        if (secret.Deleted is not null && !force)
            return Errors.MarkedForDeletion;
        var gone = force ? context.Now : context.Now.AddDays(request.RecoveryWindowInDays ?? 30);
        if (force)
            state.Remove(context.Changes, secret);
        else
        {
            (secret.Deleted, secret.GoneAt) = (context.Now, gone);
            state.Put(context.Changes, secret);
        }
        return new DeleteSecretResponse(secret.Arn, secret.Name, gone);
    }
}
