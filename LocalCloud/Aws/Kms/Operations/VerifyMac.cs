using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Cryptography;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record VerifyMacRequest
{
    public byte[]? Message { get; init; }
    public string? KeyId { get; init; }
    public string? MacAlgorithm { get; init; }
    public byte[]? Mac { get; init; }
    public List<string>? GrantTokens { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record VerifyMacResponse(string KeyId, bool MacValid, string MacAlgorithm);

internal static class VerifyMac
{
    public static readonly Operation<KmsState, VerifyMacRequest, VerifyMacResponse> Definition = KmsService.Define(
        "VerifyMac",
        KmsJson.Default.VerifyMacRequest,
        KmsJson.Default.VerifyMacResponse,
        Handle,
        Must.Member<VerifyMacRequest>("message", r => r.Message).Required().Length(1, 4096).Sensitive(),
        Members.KeyId<VerifyMacRequest>(r => r.KeyId),
        Must.Member<VerifyMacRequest>("macAlgorithm", r => r.MacAlgorithm).Required().Enum(GenerateMac.Algorithms),
        Must.Member<VerifyMacRequest>("mac", r => r.Mac).Required().Length(1, 6144)
    );

    private static Result<VerifyMacResponse> Handle(KmsState state, VerifyMacRequest request, Context context)
    {
        if (!GenerateMac.Key(state, request.KeyId!, request.MacAlgorithm!, "VerifyMac", context).Ok(out var key, out var error))
            return error;
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        return CryptographicOperations.FixedTimeEquals(Macs.Of(key, request.Message!), request.Mac)
            ? new VerifyMacResponse(key.Arn, true, request.MacAlgorithm!)
            : new AwsError("KMSInvalidMacException", "");
    }
}
