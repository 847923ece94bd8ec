namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListKeysRequest(int? Limit, string? Marker);

internal sealed record KeyListEntry(string KeyId, string KeyArn);

internal sealed record ListKeysResponse(List<KeyListEntry> Keys, string? NextMarker, bool Truncated);

internal static class ListKeys
{
    public static readonly Operation<KmsState, ListKeysRequest, ListKeysResponse> Definition = KmsService.Define(
        "ListKeys",
        KmsJson.Default.ListKeysRequest,
        KmsJson.Default.ListKeysResponse,
        Handle,
        Members.Limit<ListKeysRequest>(r => r.Limit),
        Members.Marker<ListKeysRequest>(r => r.Marker)
    );

    private static Result<ListKeysResponse> Handle(KmsState state, ListKeysRequest request, Context context)
    {
        state.Settle(context);
        var keys = state.Keys(context.Scope.Region).Select(k => new KeyListEntry(k.Id, k.Arn));
        return KmsErrors.Pages.ByKey(keys, k => k.KeyId, request.Marker, request.Limit ?? 100).Ok(out var page, out var error)
            ? new ListKeysResponse(page.Items, page.NextToken, page.NextToken is not null)
            : error;
    }
}
