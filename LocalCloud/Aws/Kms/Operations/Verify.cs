using LocalCloud.Aws.Kms.Cryptography;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record VerifyRequest
{
    public string? KeyId { get; init; }
    public byte[]? Message { get; init; }
    public string? MessageType { get; init; }
    public byte[]? Signature { get; init; }
    public string? SigningAlgorithm { get; init; }
    public List<string>? GrantTokens { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record VerifyResponse(string KeyId, bool SignatureValid, string SigningAlgorithm);

internal static class Verify
{
    public static readonly Operation<KmsState, VerifyRequest, VerifyResponse> Definition = KmsService.Define(
        "Verify",
        KmsJson.Default.VerifyRequest,
        KmsJson.Default.VerifyResponse,
        Handle,
        Members.KeyId<VerifyRequest>(r => r.KeyId),
        Must.Member<VerifyRequest>("message", r => r.Message).Required().Length(1, 4096).Sensitive(),
        Must.Member<VerifyRequest>("messageType", r => r.MessageType).Enum(Signing.MessageTypes),
        Must.Member<VerifyRequest>("signature", r => r.Signature).Required().Length(1, 6144),
        Must.Member<VerifyRequest>("signingAlgorithm", r => r.SigningAlgorithm).Required().Enum(Signing.Algorithms)
    );

    private static Result<VerifyResponse> Handle(KmsState state, VerifyRequest request, Context context)
    {
        var (algorithm, type) = (request.SigningAlgorithm!, request.MessageType);
        if (!Signing.Key(state, request.KeyId!, algorithm, type, "Verify", context).Ok(out var key, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        var verified = Signatures.Verify(key, algorithm, request.Message!, type == "DIGEST", request.Signature!);
        if (!verified.Ok(out var isValid, out error))
            return error;
        // Never false: a signature that does not hold is an error (docs: Verify)
        return isValid ? new VerifyResponse(key.Arn, true, algorithm) : new AwsError("KMSInvalidSignatureException", "");
    }
}
