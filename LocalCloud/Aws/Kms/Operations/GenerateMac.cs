using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateMacRequest
{
    public byte[]? Message { get; init; }
    public string? KeyId { get; init; }
    public string? MacAlgorithm { get; init; }
    public List<string>? GrantTokens { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record GenerateMacResponse(byte[] Mac, string MacAlgorithm, string KeyId);

internal static class GenerateMac
{
    public static readonly string[] Algorithms = ["HMAC_SHA_224", "HMAC_SHA_256", "HMAC_SHA_384", "HMAC_SHA_512"];

    public static readonly Operation<KmsState, GenerateMacRequest, GenerateMacResponse> Definition = KmsService.Define(
        "GenerateMac",
        KmsJson.Default.GenerateMacRequest,
        KmsJson.Default.GenerateMacResponse,
        Handle,
        Must.Member<GenerateMacRequest>("message", r => r.Message).Required().Length(1, 4096).Sensitive(),
        Members.KeyId<GenerateMacRequest>(r => r.KeyId),
        Must.Member<GenerateMacRequest>("macAlgorithm", r => r.MacAlgorithm).Required().Enum(Algorithms)
    );

    internal static Result<Key> Key(KmsState state, string id, string algorithm, string operation, Context context)
    {
        if (!state.Usable(id, KeyUsage.Mac, operation, context).Ok(out var key, out var error))
            return error;
        return key.KeySpec.MacAlgorithms.Contains(algorithm)
            ? key
            : KmsErrors.InvalidUsage($"Algorithm {algorithm} is incompatible with key spec {key.Spec}.");
    }

    private static Result<GenerateMacResponse> Handle(KmsState state, GenerateMacRequest request, Context context)
    {
        if (!Key(state, request.KeyId!, request.MacAlgorithm!, "GenerateMac", context).Ok(out var key, out var error))
            return error;
        return request.DryRun == true
            ? KmsErrors.DryRun
            : new GenerateMacResponse(Macs.Of(key, request.Message!), request.MacAlgorithm!, key.Arn);
    }
}
