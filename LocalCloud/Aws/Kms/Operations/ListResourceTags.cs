namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListResourceTagsResponse(List<KmsTag> Tags, string? NextMarker, bool Truncated);

internal static class ListResourceTags
{
    public static readonly Operation<KmsState, ListOfKeyRequest, ListResourceTagsResponse> Definition = KmsService.Define(
        "ListResourceTags",
        KmsJson.Default.ListOfKeyRequest,
        KmsJson.Default.ListResourceTagsResponse,
        Handle,
        Members.KeyId<ListOfKeyRequest>(r => r.KeyId),
        Members.Limit<ListOfKeyRequest>(r => r.Limit, most: 50),
        Members.Marker<ListOfKeyRequest>(r => r.Marker)
    );

    private static Result<ListResourceTagsResponse> Handle(KmsState state, ListOfKeyRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        var tags = key.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new KmsTag(t.Key, t.Value));
        return KmsErrors.Pages.ByKey(tags, t => t.TagKey!, request.Marker, request.Limit).Ok(out var page, out var failure)
            ? new ListResourceTagsResponse(page.Items, page.NextToken, page.NextToken is not null)
            : failure;
    }
}
