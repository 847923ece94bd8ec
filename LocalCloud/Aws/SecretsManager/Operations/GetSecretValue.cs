using System.Text.Json.Serialization;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record GetSecretValueRequest(string? SecretId, string? VersionId, string? VersionStage);

internal sealed record GetSecretValueResponse(
    [property: JsonPropertyName("ARN")] string Arn,
    string Name,
    string VersionId,
    byte[]? SecretBinary,
    string? SecretString,
    List<string> VersionStages,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreatedDate
)
{
    public static GetSecretValueResponse Of(Secret secret, SecretVersion version) =>
        new(secret.Arn, secret.Name, version.Id, version.Binary, version.Text, version.Stages, version.Created);

    /// <summary>Not the value: records print themselves.</summary>
    public override string ToString() => Arn;
}

internal static class GetSecretValue
{
    public static readonly Operation<SecretsState, GetSecretValueRequest, GetSecretValueResponse> Definition =
        Operation<SecretsState>.Define(
            "GetSecretValue",
            SecretsJson.Default.GetSecretValueRequest,
            SecretsJson.Default.GetSecretValueResponse,
            Handle,
            Must.Member<GetSecretValueRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
            Must.Member<GetSecretValueRequest>("versionId", r => r.VersionId).Length(32, 64),
            Must.Member<GetSecretValueRequest>("versionStage", r => r.VersionStage).Length(1, 256)
        );

    private static Result<GetSecretValueResponse> Handle(SecretsState state, GetSecretValueRequest request, Context context)
    {
        if (!state.Value(request.SecretId!, request.VersionId, request.VersionStage).Ok(out var found, out var error))
            return error;
        if (SecretKey.FaultOfDecryption(state, found.Secret.KmsKeyId, context) is { } locked)
            return locked;
        var today = new DateTimeOffset(context.Now.UtcDateTime.Date, TimeSpan.Zero);
        if (found.Secret.Accessed != today)
        {
            found.Secret.Accessed = today;
            state.Put(context.Changes, found.Secret);
        }
        return GetSecretValueResponse.Of(found.Secret, found.Version);
    }
}
