using System.Security.Cryptography;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Import;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GetParametersForImportRequest(string? KeyId, string? WrappingAlgorithm, string? WrappingKeySpec);

internal sealed record GetParametersForImportResponse(string KeyId, byte[] ImportToken, byte[] PublicKey)
{
    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset ParametersValidTo { get; init; }
}

internal static class GetParametersForImport
{
    public static readonly Operation<KmsState, GetParametersForImportRequest, GetParametersForImportResponse> Definition = KmsService
        .Define(
            "GetParametersForImport",
            KmsJson.Default.GetParametersForImportRequest,
            KmsJson.Default.GetParametersForImportResponse,
            Handle,
            Members.KeyId<GetParametersForImportRequest>(r => r.KeyId),
            Must.Member<GetParametersForImportRequest>("wrappingAlgorithm", r => r.WrappingAlgorithm)
                .Required()
                .Enum(WrappedMaterial.Algorithms),
            Must.Member<GetParametersForImportRequest>("wrappingKeySpec", r => r.WrappingKeySpec)
                .Required()
                .Enum("RSA_2048", "RSA_3072", "RSA_4096", "SM2")
        )
        .Lacking("SM2");

    private static Result<GetParametersForImportResponse> Handle(KmsState state, GetParametersForImportRequest request, Context context)
    {
        if (request is { WrappingAlgorithm: "SM2PKE" } or { WrappingKeySpec: "SM2" })
            return AwsError.NotSupported("GetParametersForImport", "SM2");
        if (request.WrappingAlgorithm == "RSAES_PKCS1_V1_5")
            return KmsErrors.Validation("The wrapping algorithm RSAES_PKCS1_V1_5 is no longer supported: use RSAES_OAEP_SHA_256.");
        if (!ImportTarget.Find(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.KeySpec.Family is Keys.KeyFamily.Rsa && !request.WrappingAlgorithm!.StartsWith("RSA_AES", StringComparison.Ordinal))
            return KmsErrors.Validation($"RSA private keys are wrapped by RSA_AES_KEY_WRAP_SHA_1 or RSA_AES_KEY_WRAP_SHA_256.");
        using var rsa = RSA.Create(int.Parse(request.WrappingKeySpec!.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture));
        var token = RandomNumberGenerator.GetBytes(256);
        var import = new ImportParameters(
            Convert.ToBase64String(token),
            key.RowKey,
            request.WrappingAlgorithm!,
            rsa.ExportPkcs8PrivateKey(),
            context.Now.AddHours(24)
        );
        state.Put(context.Changes, import);
        return new GetParametersForImportResponse(key.Arn, token, rsa.ExportSubjectPublicKeyInfo()) { ParametersValidTo = import.ValidTo };
    }
}
