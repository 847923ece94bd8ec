using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ReEncryptRequest
{
    public byte[]? CiphertextBlob { get; init; }
    public Dictionary<string, string>? SourceEncryptionContext { get; init; }
    public string? SourceKeyId { get; init; }
    public string? DestinationKeyId { get; init; }
    public Dictionary<string, string>? DestinationEncryptionContext { get; init; }
    public string? SourceEncryptionAlgorithm { get; init; }
    public string? DestinationEncryptionAlgorithm { get; init; }
    public List<string>? GrantTokens { get; init; }
    public bool? DryRun { get; init; }
    public List<string>? DryRunModifiers { get; init; }
}

internal sealed record ReEncryptResponse
{
    public required byte[] CiphertextBlob { get; init; }
    public required string SourceKeyId { get; init; }
    public required string KeyId { get; init; }
    public required string SourceEncryptionAlgorithm { get; init; }
    public required string DestinationEncryptionAlgorithm { get; init; }
    public string? SourceKeyMaterialId { get; init; }
    public string? DestinationKeyMaterialId { get; init; }
}

internal static class ReEncrypt
{
    public static readonly Operation<KmsState, ReEncryptRequest, ReEncryptResponse> Definition = KmsService
        .Define(
            "ReEncrypt",
            KmsJson.Default.ReEncryptRequest,
            KmsJson.Default.ReEncryptResponse,
            Handle,
            Must.Member<ReEncryptRequest>("ciphertextBlob", r => r.CiphertextBlob).Required().Length(1, 6144).Sensitive(),
            Must.Member<ReEncryptRequest>("sourceKeyId", r => r.SourceKeyId).Length(1, 2048),
            Members.KeyId<ReEncryptRequest>(r => r.DestinationKeyId, "destinationKeyId"),
            Must.Member<ReEncryptRequest>("sourceEncryptionAlgorithm", r => r.SourceEncryptionAlgorithm).Enum(Ciphers.Algorithms),
            Must.Member<ReEncryptRequest>("destinationEncryptionAlgorithm", r => r.DestinationEncryptionAlgorithm).Enum(Ciphers.Algorithms)
        )
        .Lacking("DryRunModifiers");

    private static Result<ReEncryptResponse> Handle(KmsState state, ReEncryptRequest request, Context context)
    {
        if (request.DryRunModifiers is { Count: > 0 })
            return AwsError.NotSupported("ReEncrypt", "DryRunModifiers");
        var (from, to) = (request.SourceEncryptionAlgorithm ?? KeySpec.Default, request.DestinationEncryptionAlgorithm ?? KeySpec.Default);
        var done = Ciphers.Decrypt(
            state,
            context,
            request.SourceKeyId,
            from,
            request.CiphertextBlob!,
            request.SourceEncryptionContext,
            "ReEncrypt"
        );
        if (!done.Ok(out var source, out var error))
            return error;
        if (!state.Usable(request.DestinationKeyId!, KeyUsage.Encrypt, "ReEncrypt", context).Ok(out var key, out error))
            return error;
        if (Ciphers.Refuse(key, to, request.DestinationEncryptionContext) is { } refused)
            return refused;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        return Ciphers.Encrypt(key, to, source.Plaintext, request.DestinationEncryptionContext).Ok(out var blob, out error)
            ? new ReEncryptResponse
            {
                CiphertextBlob = blob,
                SourceKeyId = source.Key.Arn,
                KeyId = key.Arn,
                SourceEncryptionAlgorithm = from,
                DestinationEncryptionAlgorithm = to,
                SourceKeyMaterialId = source.MaterialId,
                DestinationKeyMaterialId = key.KeySpec.IsAsymmetric ? null : key.Current.Id,
            }
            : error;
    }
}
