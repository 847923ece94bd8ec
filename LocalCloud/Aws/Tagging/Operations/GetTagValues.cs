namespace LocalCloud.Aws.Tagging.Operations;

internal sealed record GetTagValuesRequest(string? PaginationToken, string? Key);

internal sealed record GetTagValuesResponse(string PaginationToken, List<string> TagValues);

internal static class GetTagValues
{
    private const int Size = 100;

    public static readonly Operation<TaggingState, GetTagValuesRequest, GetTagValuesResponse> Definition =
        Operation<TaggingState>.DefineAsync(
            "GetTagValues",
            TaggingJson.Default.GetTagValuesRequest,
            TaggingJson.Default.GetTagValuesResponse,
            (_, request, context) => new(Handle(request, context)),
            Must.Member<GetTagValuesRequest>("paginationToken", r => r.PaginationToken).Length(0, 2048),
            Must.Member<GetTagValuesRequest>("key", r => r.Key).Required().Length(1, 128)
        );

    private static Result<GetTagValuesResponse> Handle(GetTagValuesRequest request, Context context)
    {
        var values = TaggedArns
            .All(context)
            .Values.Where(tags => tags.ContainsKey(request.Key!))
            .Select(tags => tags[request.Key!])
            .Distinct()
            .Order(StringComparer.Ordinal);
        return Errors.Pages.ByKey(values, value => value, request.PaginationToken, Size).Ok(out var page, out var error)
            ? new GetTagValuesResponse(page.NextToken ?? "", page.Items)
            : error;
    }
}
