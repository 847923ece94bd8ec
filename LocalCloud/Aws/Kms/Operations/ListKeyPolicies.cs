namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListOfKeyRequest(string? KeyId, int? Limit, string? Marker);

internal sealed record ListKeyPoliciesResponse(List<string> PolicyNames, bool Truncated);

internal static class ListKeyPolicies
{
    public static readonly Operation<KmsState, ListOfKeyRequest, ListKeyPoliciesResponse> Definition = KmsService.Define(
        "ListKeyPolicies",
        KmsJson.Default.ListOfKeyRequest,
        KmsJson.Default.ListKeyPoliciesResponse,
        (state, request, context) =>
            state.Key(request.KeyId!, context).Ok(out _, out var error) ? new ListKeyPoliciesResponse(["default"], false) : error,
        Members.KeyId<ListOfKeyRequest>(r => r.KeyId),
        Members.Limit<ListOfKeyRequest>(r => r.Limit),
        Members.Marker<ListOfKeyRequest>(r => r.Marker)
    );
}
