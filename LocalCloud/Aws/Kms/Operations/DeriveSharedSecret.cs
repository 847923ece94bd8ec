using System.Text.Json;
using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record DeriveSharedSecretRequest
{
    public string? KeyId { get; init; }
    public string? KeyAgreementAlgorithm { get; init; }
    public byte[]? PublicKey { get; init; }
    public List<string>? GrantTokens { get; init; }
    public bool? DryRun { get; init; }
    public JsonElement? Recipient { get; init; }
}

internal sealed record DeriveSharedSecretResponse(string KeyId, byte[] SharedSecret, string KeyAgreementAlgorithm, string KeyOrigin);

internal static class DeriveSharedSecret
{
    public static readonly Operation<KmsState, DeriveSharedSecretRequest, DeriveSharedSecretResponse> Definition = KmsService
        .Define(
            "DeriveSharedSecret",
            KmsJson.Default.DeriveSharedSecretRequest,
            KmsJson.Default.DeriveSharedSecretResponse,
            Handle,
            Members.KeyId<DeriveSharedSecretRequest>(r => r.KeyId),
            Must.Member<DeriveSharedSecretRequest>("keyAgreementAlgorithm", r => r.KeyAgreementAlgorithm).Required().Enum("ECDH"),
            Must.Member<DeriveSharedSecretRequest>("publicKey", r => r.PublicKey).Required().Length(1, 8192)
        )
        .Lacking("Recipient (Nitro enclaves)");

    private static Result<DeriveSharedSecretResponse> Handle(KmsState state, DeriveSharedSecretRequest request, Context context)
    {
        if (request.Recipient is not null)
            return AwsError.NotSupported("DeriveSharedSecret", "Recipient");
        if (!state.Usable(request.KeyId!, KeyUsage.Agree, "DeriveSharedSecret", context).Ok(out var key, out var error))
            return error;
        if (PublicKeys.Agree(key, request.PublicKey!) is not { } secret)
            return KmsErrors.Validation($"The public key is not a valid public key of the curve of {key.Spec}.");
        return request.DryRun == true ? KmsErrors.DryRun : new DeriveSharedSecretResponse(key.Arn, secret, "ECDH", key.Origin);
    }
}
