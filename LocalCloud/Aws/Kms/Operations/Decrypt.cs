using System.Text.Json;
using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record DecryptRequest
{
    public byte[]? CiphertextBlob { get; init; }
    public Dictionary<string, string>? EncryptionContext { get; init; }
    public List<string>? GrantTokens { get; init; }
    public string? KeyId { get; init; }
    public string? EncryptionAlgorithm { get; init; }
    public JsonElement? Recipient { get; init; }
    public bool? DryRun { get; init; }
    public List<string>? DryRunModifiers { get; init; }
}

internal sealed record DecryptResponse(string KeyId, byte[] Plaintext, string EncryptionAlgorithm, string? KeyMaterialId);

internal static class Decrypt
{
    public static readonly Operation<KmsState, DecryptRequest, DecryptResponse> Definition = KmsService
        .Define(
            "Decrypt",
            KmsJson.Default.DecryptRequest,
            KmsJson.Default.DecryptResponse,
            Handle,
            Must.Member<DecryptRequest>("ciphertextBlob", r => r.CiphertextBlob).Required().Length(1, 6144).Sensitive(),
            Must.Member<DecryptRequest>("keyId", r => r.KeyId).Length(1, 2048),
            Must.Member<DecryptRequest>("encryptionAlgorithm", r => r.EncryptionAlgorithm).Enum(Ciphers.Algorithms)
        )
        .Lacking("Recipient (Nitro enclaves), DryRunModifiers");

    private static Result<DecryptResponse> Handle(KmsState state, DecryptRequest request, Context context)
    {
        if (request.Recipient is not null)
            return AwsError.NotSupported("Decrypt", "Recipient");
        if (request.DryRunModifiers is { Count: > 0 })
            return AwsError.NotSupported("Decrypt", "DryRunModifiers");
        var algorithm = request.EncryptionAlgorithm ?? KeySpec.Default;
        var done = Ciphers.Decrypt(state, context, request.KeyId, algorithm, request.CiphertextBlob!, request.EncryptionContext, "Decrypt");
        if (!done.Ok(out var decrypted, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        return new DecryptResponse(decrypted.Key.Arn, decrypted.Plaintext, algorithm, decrypted.MaterialId);
    }
}
