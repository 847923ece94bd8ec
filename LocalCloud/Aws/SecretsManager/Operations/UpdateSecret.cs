namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record UpdateSecretRequest
{
    public string? SecretId { get; init; }
    public string? ClientRequestToken { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyId { get; init; }
    public byte[]? SecretBinary { get; init; }
    public string? SecretString { get; init; }
    public string? Type { get; init; }
}

internal static class UpdateSecret
{
    public static readonly Operation<SecretsState, UpdateSecretRequest, SecretAnswer> Definition = Operation<SecretsState>
        .Define(
            "UpdateSecret",
            SecretsJson.Default.UpdateSecretRequest,
            SecretsJson.Default.SecretAnswer,
            Handle,
            Must.Member<UpdateSecretRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<UpdateSecretRequest>("clientRequestToken", r => r.ClientRequestToken).Length(32, 64),
            Must.Member<UpdateSecretRequest>("description", r => r.Description).Length(0, 2048),
            Must.Member<UpdateSecretRequest>("secretBinary", r => r.SecretBinary).Length(1, 65536).Sensitive(),
            Must.Member<UpdateSecretRequest>("secretString", r => r.SecretString).Length(1, 65536).Sensitive()
        )
        .Lacking("Type");

    private static Result<SecretAnswer> Handle(SecretsState state, UpdateSecretRequest request, Context context)
    {
        if (request.Type is not null)
            return AwsError.NotSupported("UpdateSecret", "Type");
        if (request is { SecretBinary: not null, SecretString: not null })
            return Values.Both;
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        if (
            (request.KmsKeyId is not null || request.SecretString is not null || request.SecretBinary is not null)
            && SecretKey.FaultOfEncryption(state, request.KmsKeyId ?? secret.KmsKeyId, context) is { } locked
        )
            return locked;
        SecretVersion? version = null;
        if (
            (request.SecretString is not null || request.SecretBinary is not null)
            && !Values
                .Add(secret, request.ClientRequestToken, request.SecretString, request.SecretBinary, [Secret.Current], context.Now)
                .Ok(out version, out error)
        )
            return error;
        secret.Description = request.Description ?? secret.Description;
        secret.KmsKeyId = request.KmsKeyId ?? secret.KmsKeyId;
        secret.Changed = context.Now;
        state.Put(context.Changes, secret);
        return new SecretAnswer(secret.Arn, secret.Name, version?.Id);
    }
}
