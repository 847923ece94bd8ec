namespace LocalCloud.Aws.SecretsManager.Operations;

internal static class DescribeSecret
{
    public static readonly Operation<SecretsState, SecretIdRequest, SecretShape> Definition = Operation<SecretsState>.Define(
        "DescribeSecret",
        SecretsJson.Default.SecretIdRequest,
        SecretsJson.Default.SecretShape,
        Handle,
        SecretIdRequest.Id
    );

    private static Result<SecretShape> Handle(SecretsState state, SecretIdRequest request, Context context) =>
        state.Find(request.SecretId!) is { } secret
            ? SecretShape.Of(secret) with
            {
                VersionIdsToStages = secret.Versions.Count == 0 ? null : secret.Stages,
            }
            : Errors.NotFound;
}
