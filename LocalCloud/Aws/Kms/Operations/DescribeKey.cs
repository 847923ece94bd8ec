using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record DescribeKeyRequest(string? KeyId, List<string>? GrantTokens);

internal static class DescribeKey
{
    public static readonly Operation<KmsState, DescribeKeyRequest, KeyMetadataResponse> Definition = KmsService.Define(
        "DescribeKey",
        KmsJson.Default.DescribeKeyRequest,
        KmsJson.Default.KeyMetadataResponse,
        (state, request, context) =>
            state.Key(request.KeyId!, context, aliases: true).Ok(out var key, out var error)
                ? new KeyMetadataResponse(KeyMetadata.Of(state, key))
                : error,
        Members.KeyId<DescribeKeyRequest>(r => r.KeyId)
    );
}
