using LocalCloud.Aws.Kms.Cryptography;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record SignRequest
{
    public string? KeyId { get; init; }
    public byte[]? Message { get; init; }
    public string? MessageType { get; init; }
    public List<string>? GrantTokens { get; init; }
    public string? SigningAlgorithm { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record SignResponse(string KeyId, byte[] Signature, string SigningAlgorithm);

internal static class Sign
{
    public static readonly Operation<KmsState, SignRequest, SignResponse> Definition = KmsService.Define(
        "Sign",
        KmsJson.Default.SignRequest,
        KmsJson.Default.SignResponse,
        Handle,
        Members.KeyId<SignRequest>(r => r.KeyId),
        Must.Member<SignRequest>("message", r => r.Message).Required().Length(1, 4096).Sensitive(),
        Must.Member<SignRequest>("messageType", r => r.MessageType).Enum(Signing.MessageTypes),
        Must.Member<SignRequest>("signingAlgorithm", r => r.SigningAlgorithm).Required().Enum(Signing.Algorithms)
    );

    private static Result<SignResponse> Handle(KmsState state, SignRequest request, Context context)
    {
        var (algorithm, type) = (request.SigningAlgorithm!, request.MessageType);
        if (!Signing.Key(state, request.KeyId!, algorithm, type, "Sign", context).Ok(out var key, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        return Signatures.Sign(key, algorithm, request.Message!, type == "DIGEST").Ok(out var signature, out error)
            ? new SignResponse(key.Arn, signature, algorithm)
            : error;
    }
}
