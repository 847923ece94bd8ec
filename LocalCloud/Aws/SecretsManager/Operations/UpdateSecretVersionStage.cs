namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record UpdateSecretVersionStageRequest(
    string? SecretId,
    string? VersionStage,
    string? RemoveFromVersionId,
    string? MoveToVersionId
);

internal static class UpdateSecretVersionStage
{
    public static readonly Operation<SecretsState, UpdateSecretVersionStageRequest, SecretAnswer> Definition =
        Operation<SecretsState>.Define(
            "UpdateSecretVersionStage",
            SecretsJson.Default.UpdateSecretVersionStageRequest,
            SecretsJson.Default.SecretAnswer,
            Handle,
            Must.Member<UpdateSecretVersionStageRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<UpdateSecretVersionStageRequest>("versionStage", r => r.VersionStage).Required().Length(1, 256)
        );

    private static Result<SecretAnswer> Handle(SecretsState state, UpdateSecretVersionStageRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        var stage = request.VersionStage!;
        var holder = secret.Find(null, stage);
        if (request.RemoveFromVersionId is { } from && holder?.Id != from)
            return Errors.Parameter(
                $"The parameter RemoveFromVersionId can't be {from}. Staging label {stage} is attached to version {holder?.Id}."
            );
        if (request.MoveToVersionId is { } to)
        {
            if (secret.Find(to, null) is not { } version)
                return Errors.Parameter($"Not a valid version ID: {to}");
            if (holder is not null && holder != version && request.RemoveFromVersionId is null)
                return Errors.Parameter(
                    $"The parameter RemoveFromVersionId can't be empty. Staging label {stage} is currently attached to version "
                        + $"{holder.Id}, so you must explicitly reference that version in RemoveFromVersionId."
                );
            secret.Stage(version, [stage]);
        }
        else if (stage == Secret.Current)
            return Errors.Parameter(
                $"You can only move staging label {Secret.Current} to a different secret version. It can’t be completely removed."
            );
        else
            holder?.Stages.Remove(stage);
        secret.Changed = context.Now;
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name);
    }
}
