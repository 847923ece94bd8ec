namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record PutSecretValueRequest
{
    public string? SecretId { get; init; }
    public string? ClientRequestToken { get; init; }
    public byte[]? SecretBinary { get; init; }
    public string? SecretString { get; init; }
    public List<string>? VersionStages { get; init; }
    public string? RotationToken { get; init; }
}

internal static class PutSecretValue
{
    public static readonly Operation<SecretsState, PutSecretValueRequest, SecretAnswer> Definition = Operation<SecretsState>.Define(
        "PutSecretValue",
        SecretsJson.Default.PutSecretValueRequest,
        SecretsJson.Default.SecretAnswer,
        Handle,
        Must.Member<PutSecretValueRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
        Must.Member<PutSecretValueRequest>("clientRequestToken", r => r.ClientRequestToken).Length(32, 64),
        Must.Member<PutSecretValueRequest>("secretBinary", r => r.SecretBinary).Length(1, 65536).Sensitive(),
        Must.Member<PutSecretValueRequest>("secretString", r => r.SecretString).Length(1, 65536).Sensitive(),
        Must.Member<PutSecretValueRequest>("versionStages", r => r.VersionStages).Length(1, 20)
    );

    private static Result<SecretAnswer> Handle(SecretsState state, PutSecretValueRequest request, Context context)
    {
        if (request is { SecretBinary: not null, SecretString: not null })
            return Values.Both;
        if (request is { SecretBinary: null, SecretString: null })
            return Errors.Request("You must provide either SecretString or SecretBinary.");
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        if (SecretKey.FaultOfEncryption(state, secret.KmsKeyId, context) is { } locked)
            return locked;
        if (
            !Values
                .Add(
                    secret,
                    request.ClientRequestToken,
                    request.SecretString,
                    request.SecretBinary,
                    request.VersionStages ?? [Secret.Current],
                    context.Now
                )
                .Ok(out var version, out error)
        )
            return error;
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name, version.Id, version.Stages);
    }
}
