namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record UntagResourceRequest
{
    public string? Resource { get; init; }
    public List<string>? TagKeys { get; init; }
}

internal static class UntagResource
{
    public static readonly Operation<LambdaState, UntagResourceRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "UntagResource",
            LambdaJson.Default.UntagResourceRequest,
            (state, request, context) => Tagged.Find(state, request.Resource!).Untag(request.TagKeys, context.Changes),
            Tagged.Member<UntagResourceRequest>(r => r.Resource),
            Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
        )
        .Http("DELETE /2017-03-31/tags/{Resource}?tagKeys={TagKeys}", status: 204);
}
