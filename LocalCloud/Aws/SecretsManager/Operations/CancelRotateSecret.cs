namespace LocalCloud.Aws.SecretsManager.Operations;

/// <summary>Turns the rotation off. A version that is pending stays so (docs: API_CancelRotateSecret).</summary>
internal static class CancelRotateSecret
{
    public static readonly Operation<SecretsState, SecretIdRequest, SecretAnswer> Definition = Operation<SecretsState>.Define(
        "CancelRotateSecret",
        SecretsJson.Default.SecretIdRequest,
        SecretsJson.Default.SecretAnswer,
        Handle,
        SecretIdRequest.Id
    );

    private static Result<SecretAnswer> Handle(SecretsState state, SecretIdRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        if (secret.Rotation is { } rotation)
        {
            secret.Rotation = rotation with { Enabled = false, Due = null, Progress = null };
            state.Put(context.Changes, secret);
            context.Changes.AfterCommit(() => state.Rotator.Plan(state, secret.Name));
        }
        return new SecretAnswer(secret.Arn, secret.Name, secret.Find(null, Secret.Pending)?.Id);
    }
}
