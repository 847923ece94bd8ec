namespace LocalCloud.Aws.Tagging.Operations;

internal sealed record GetTagKeysRequest(string? PaginationToken);

internal sealed record GetTagKeysResponse(string PaginationToken, List<string> TagKeys);

internal static class GetTagKeys
{
    private const int Size = 100;

    public static readonly Operation<TaggingState, GetTagKeysRequest, GetTagKeysResponse> Definition = Operation<TaggingState>.DefineAsync(
        "GetTagKeys",
        TaggingJson.Default.GetTagKeysRequest,
        TaggingJson.Default.GetTagKeysResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<GetTagKeysRequest>("paginationToken", r => r.PaginationToken).Length(0, 2048)
    );

    private static Result<GetTagKeysResponse> Handle(GetTagKeysRequest request, Context context)
    {
        var keys = TaggedArns.All(context).Values.SelectMany(tags => tags.Keys).Distinct().Order(StringComparer.Ordinal);
        return Errors.Pages.ByKey(keys, key => key, request.PaginationToken, Size).Ok(out var page, out var error)
            ? new GetTagKeysResponse(page.NextToken ?? "", page.Items)
            : error;
    }
}
