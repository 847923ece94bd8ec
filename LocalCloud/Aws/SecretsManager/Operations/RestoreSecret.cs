namespace LocalCloud.Aws.SecretsManager.Operations;

internal static class RestoreSecret
{
    public static readonly Operation<SecretsState, SecretIdRequest, SecretAnswer> Definition = Operation<SecretsState>.Define(
        "RestoreSecret",
        SecretsJson.Default.SecretIdRequest,
        SecretsJson.Default.SecretAnswer,
        Handle,
        SecretIdRequest.Id
    );

    private static Result<SecretAnswer> Handle(SecretsState state, SecretIdRequest request, Context context)
    {
        if (state.Find(request.SecretId!) is not { } secret)
            return Errors.NotFound;
        (secret.Deleted, secret.GoneAt) = (null, null);
        state.Put(context.Changes, secret);
        if (secret.Rotation is not null)
            context.Changes.AfterCommit(() => state.Rotator.Plan(state, secret.Name));
        return new SecretAnswer(secret.Arn, secret.Name);
    }
}
