using System.Security.Cryptography;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Import;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ImportKeyMaterialRequest
{
    public string? KeyId { get; init; }
    public byte[]? ImportToken { get; init; }
    public byte[]? EncryptedKeyMaterial { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ValidTo { get; init; }
    public string? ExpirationModel { get; init; }
    public string? ImportType { get; init; }
    public string? KeyMaterialDescription { get; init; }
    public string? KeyMaterialId { get; init; }
}

internal sealed record ImportKeyMaterialResponse(string KeyId, string KeyMaterialId);

internal static class ImportKeyMaterial
{
    public static readonly Operation<KmsState, ImportKeyMaterialRequest, ImportKeyMaterialResponse> Definition = KmsService
        .Define(
            "ImportKeyMaterial",
            KmsJson.Default.ImportKeyMaterialRequest,
            KmsJson.Default.ImportKeyMaterialResponse,
            Handle,
            Members.KeyId<ImportKeyMaterialRequest>(r => r.KeyId),
            Must.Member<ImportKeyMaterialRequest>("importToken", r => r.ImportToken).Required().Length(1, 6144),
            Must.Member<ImportKeyMaterialRequest>("encryptedKeyMaterial", r => r.EncryptedKeyMaterial).Required().Length(1, 6144),
            Must.Member<ImportKeyMaterialRequest>("expirationModel", r => r.ExpirationModel)
                .Enum("KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"),
            Must.Member<ImportKeyMaterialRequest>("importType", r => r.ImportType).Enum("NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL")
        )
        .Lacking("Further material for a key that has some (ImportType NEW_KEY_MATERIAL, KeyMaterialDescription)");

    private static Result<ImportKeyMaterialResponse> Handle(KmsState state, ImportKeyMaterialRequest request, Context context)
    {
        if (request.KeyMaterialDescription is not null)
            return AwsError.NotSupported("ImportKeyMaterial", "KeyMaterialDescription");
        if (!ImportTarget.Find(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        var expires = request.ExpirationModel is null or "KEY_MATERIAL_EXPIRES";
        if (expires == request.ValidTo is null)
            return KmsErrors.Validation(
                expires
                    ? "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES."
                    : "A validTo date cannot be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE."
            );
        if (request.ValidTo <= context.Now || request.ValidTo > context.Now.AddDays(365))
            return KmsErrors.Validation("The validTo date must be in the future, and within 365 days.");
        if (state.FindImport(Convert.ToBase64String(request.ImportToken!)) is not { } import || import.KeyRow != key.RowKey)
            return new AwsError("InvalidImportTokenException", "The import token is not of this key.");
        if (import.ValidTo <= context.Now)
            return new AwsError("ExpiredImportTokenException", "The import token has expired.");
        if (WrappedMaterial.Unwrap(import, request.EncryptedKeyMaterial!) is not { } secret)
            return KmsErrors.InvalidCiphertext;
        if (!Fits(key.KeySpec, secret))
            return new AwsError("IncorrectKeyMaterialException", $"The key material is not valid for key spec {key.Spec}.");
        // What the key was first given it is given for ever: else what it has encrypted could not be read
        if (MaterialId(secret) is var id && (key.FirstMaterial ?? id) != id)
            return new AwsError("IncorrectKeyMaterialException", "The key material is not that which was imported before.");
        key.FirstMaterial = id;
        key.Materials.Clear();
        key.Materials.Add(new(id, secret, context.Now) { ValidTo = request.ValidTo });
        state.Put(context.Changes, key);
        state.Remove(context.Changes, import);
        return new ImportKeyMaterialResponse(key.Arn, id);
    }

    private static string MaterialId(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    private static bool Fits(KeySpec spec, byte[] secret)
    {
        try
        {
            switch (spec.Family)
            {
                case KeyFamily.Symmetric:
                    return secret.Length == 32;
                case KeyFamily.Hmac:
                    return secret.Length >= spec.Bits / 8 && secret.Length <= 128;
                case KeyFamily.Rsa:
                    using (var rsa = RSA.Create())
                    {
                        rsa.ImportPkcs8PrivateKey(secret, out _);
                        return rsa.KeySize == spec.Bits;
                    }
                default:
                    using (var ecdsa = ECDsa.Create())
                    {
                        ecdsa.ImportPkcs8PrivateKey(secret, out _);
                        return ecdsa.KeySize == spec.Bits;
                    }
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
