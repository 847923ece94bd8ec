namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record ListTagsRequest
{
    public string? Resource { get; init; }
}

internal sealed record ListTagsResponse
{
    public Dictionary<string, string>? Tags { get; init; }
}

internal static class ListTags
{
    public static readonly Operation<LambdaState, ListTagsRequest, ListTagsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListTags",
            LambdaJson.Default.ListTagsRequest,
            LambdaJson.Default.ListTagsResponse,
            (state, request, _) => Tagged.Find(state, request.Resource!).Answer(tags => new ListTagsResponse { Tags = tags }),
            Tagged.Member<ListTagsRequest>(r => r.Resource)
        )
        .Http("GET /2017-03-31/tags/{Resource}");
}
