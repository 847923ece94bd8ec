using System.Security.Cryptography;
using System.Text.Json;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateRandomRequest(int? NumberOfBytes, string? CustomKeyStoreId, JsonElement? Recipient);

internal sealed record GenerateRandomResponse(byte[] Plaintext);

internal static class GenerateRandom
{
    public static readonly Operation<KmsState, GenerateRandomRequest, GenerateRandomResponse> Definition = KmsService
        .Define(
            "GenerateRandom",
            KmsJson.Default.GenerateRandomRequest,
            KmsJson.Default.GenerateRandomResponse,
            Handle,
            Must.Member<GenerateRandomRequest>("numberOfBytes", r => r.NumberOfBytes).Range(1, 1024)
        )
        .Lacking("CustomKeyStoreId, Recipient (Nitro enclaves)");

    private static Result<GenerateRandomResponse> Handle(KmsState state, GenerateRandomRequest request, Context context)
    {
        if (request.CustomKeyStoreId is not null)
            return AwsError.NotSupported("GenerateRandom", "CustomKeyStoreId");
        if (request.Recipient is not null)
            return AwsError.NotSupported("GenerateRandom", "Recipient");
        return request.NumberOfBytes is { } count
            ? new GenerateRandomResponse(RandomNumberGenerator.GetBytes(count))
            : KmsErrors.Validation("NumberOfBytes is required.");
    }
}
