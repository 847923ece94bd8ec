using System.Security.Cryptography;
using System.Text.Json;
using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateDataKeyRequest
{
    public string? KeyId { get; init; }
    public Dictionary<string, string>? EncryptionContext { get; init; }
    public int? NumberOfBytes { get; init; }
    public string? KeySpec { get; init; }
    public List<string>? GrantTokens { get; init; }
    public JsonElement? Recipient { get; init; }
    public bool? DryRun { get; init; }

    public static Member<GenerateDataKeyRequest>[] Constraints =>
        [
            Members.KeyId<GenerateDataKeyRequest>(r => r.KeyId),
            Must.Member<GenerateDataKeyRequest>("numberOfBytes", r => r.NumberOfBytes).Range(1, 1024),
            Must.Member<GenerateDataKeyRequest>("keySpec", r => r.KeySpec).Enum("AES_256", "AES_128"),
        ];
}

internal sealed record GenerateDataKeyPairRequest
{
    public string? KeyId { get; init; }
    public string? KeyPairSpec { get; init; }
    public Dictionary<string, string>? EncryptionContext { get; init; }
    public List<string>? GrantTokens { get; init; }
    public JsonElement? Recipient { get; init; }
    public bool? DryRun { get; init; }

    public static Member<GenerateDataKeyPairRequest>[] Constraints =>
        [
            Members.KeyId<GenerateDataKeyPairRequest>(r => r.KeyId),
            Must.Member<GenerateDataKeyPairRequest>("keyPairSpec", r => r.KeyPairSpec).Required().Enum(Keys.KeySpec.PairNames),
        ];
}

/// <summary>A data key is random; KMS keeps it not, but gives it out with itself encrypted by the KMS key.</summary>
internal sealed record DataKey(Key By, byte[] Plaintext, byte[] Ciphertext)
{
    public static Result<DataKey> Generate(KmsState state, GenerateDataKeyRequest request, Context context, string operation)
    {
        if (request.Recipient is not null)
            return AwsError.NotSupported(operation, "Recipient");
        if (request.NumberOfBytes is null == request.KeySpec is null)
            return KmsErrors.Validation("Please specify either number of bytes or key spec.");
        if (!KeyFor(state, request.KeyId!, context, operation).Ok(out var key, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        var bytes = RandomNumberGenerator.GetBytes(request.NumberOfBytes ?? (request.KeySpec == "AES_128" ? 16 : 32));
        return Of(key, bytes, request.EncryptionContext);
    }

    /// <summary>The private key of a pair, in PKCS #8.</summary>
    public static Result<DataKey> GeneratePair(KmsState state, GenerateDataKeyPairRequest request, Context context, string operation)
    {
        if (request.Recipient is not null)
            return AwsError.NotSupported(operation, "Recipient");
        if (KeySpec.Unsupported.Contains(request.KeyPairSpec))
            return AwsError.NotSupported(operation, $"KeyPairSpec {request.KeyPairSpec}");
        if (!KeyFor(state, request.KeyId!, context, operation).Ok(out var key, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        var pair = KeyMaterial.Generate(KeySpec.Of(request.KeyPairSpec!), context.Now);
        return Of(key, pair.Secret, request.EncryptionContext);
    }

    /// <summary>Not the plaintext: records print themselves.</summary>
    public override string ToString() => By.Arn;

    private static DataKey Of(Key key, byte[] plaintext, IReadOnlyDictionary<string, string>? context) =>
        new(key, plaintext, SymmetricCiphertext.Encrypt(key, plaintext, context));

    private static Result<Key> KeyFor(KmsState state, string id, Context context, string operation)
    {
        if (!state.Usable(id, KeyUsage.Encrypt, operation, context).Ok(out var key, out var error))
            return error;
        return key.KeySpec.IsAsymmetric
            ? KmsErrors.InvalidUsage($"{key.Arn} key spec is {key.Spec} which is not valid for {operation}.")
            : key;
    }
}
