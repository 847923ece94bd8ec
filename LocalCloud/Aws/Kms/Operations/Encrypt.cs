using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record EncryptRequest
{
    public string? KeyId { get; init; }
    public byte[]? Plaintext { get; init; }
    public Dictionary<string, string>? EncryptionContext { get; init; }
    public List<string>? GrantTokens { get; init; }
    public string? EncryptionAlgorithm { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record EncryptResponse(byte[] CiphertextBlob, string KeyId, string EncryptionAlgorithm);

internal static class Encrypt
{
    public static readonly Operation<KmsState, EncryptRequest, EncryptResponse> Definition = KmsService.Define(
        "Encrypt",
        KmsJson.Default.EncryptRequest,
        KmsJson.Default.EncryptResponse,
        Handle,
        Members.KeyId<EncryptRequest>(r => r.KeyId),
        Must.Member<EncryptRequest>("plaintext", r => r.Plaintext).Required().Length(1, 4096).Sensitive(),
        Must.Member<EncryptRequest>("encryptionAlgorithm", r => r.EncryptionAlgorithm).Enum(Ciphers.Algorithms)
    );

    private static Result<EncryptResponse> Handle(KmsState state, EncryptRequest request, Context context)
    {
        var algorithm = request.EncryptionAlgorithm ?? KeySpec.Default;
        if (!state.Usable(request.KeyId!, KeyUsage.Encrypt, "Encrypt", context).Ok(out var key, out var error))
            return error;
        if (Ciphers.Refuse(key, algorithm, request.EncryptionContext) is { } refused)
            return refused;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        return Ciphers.Encrypt(key, algorithm, request.Plaintext!, request.EncryptionContext).Ok(out var blob, out error)
            ? new EncryptResponse(blob, key.Arn, algorithm)
            : error;
    }
}
