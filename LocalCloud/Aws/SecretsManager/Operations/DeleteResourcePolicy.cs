namespace LocalCloud.Aws.SecretsManager.Operations;

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
