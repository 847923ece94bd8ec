using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GetPublicKeyResponse
{
    public required string KeyId { get; init; }
    public required byte[] PublicKey { get; init; }
    public required string CustomerMasterKeySpec { get; init; }
    public required string KeySpec { get; init; }
    public required string KeyUsage { get; init; }
    public IReadOnlyList<string>? EncryptionAlgorithms { get; init; }
    public IReadOnlyList<string>? SigningAlgorithms { get; init; }
    public IReadOnlyList<string>? KeyAgreementAlgorithms { get; init; }
}

internal static class GetPublicKey
{
    public static readonly Operation<KmsState, DescribeKeyRequest, GetPublicKeyResponse> Definition = KmsService.Define(
        "GetPublicKey",
        KmsJson.Default.DescribeKeyRequest,
        KmsJson.Default.GetPublicKeyResponse,
        Handle,
        Members.KeyId<DescribeKeyRequest>(r => r.KeyId)
    );

    private static Result<GetPublicKeyResponse> Handle(KmsState state, DescribeKeyRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context, aliases: true).Ok(out var key, out var error))
            return error;
        if (!key.KeySpec.IsAsymmetric)
            return KmsErrors.Unsupported($"{key.Arn} key spec is {key.Spec} which is not valid for GetPublicKey.");
        if (key.State != "Enabled")
            return KmsErrors.InvalidState(key);
        return new GetPublicKeyResponse
        {
            KeyId = key.Arn,
            PublicKey = PublicKeys.Of(key.KeySpec, key.Current.Secret),
            CustomerMasterKeySpec = key.Spec,
            KeySpec = key.Spec,
            KeyUsage = key.Usage,
            EncryptionAlgorithms = key.Usage == KeyUsage.Encrypt ? key.KeySpec.EncryptionAlgorithms : null,
            SigningAlgorithms = key.Usage == KeyUsage.Sign ? key.KeySpec.SigningAlgorithms : null,
            KeyAgreementAlgorithms = key.Usage == KeyUsage.Agree ? ["ECDH"] : null,
        };
    }
}
