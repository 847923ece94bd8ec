namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record TagResourceRequest
{
    public string? Resource { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
}

internal static class TagResource
{
    private static readonly AwsError TooMany = LambdaErrors.Invalid("Number of tags exceeds resource tag limit.");

    public static readonly Operation<LambdaState, TagResourceRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "TagResource",
            LambdaJson.Default.TagResourceRequest,
            (state, request, context) => Tagged.Find(state, request.Resource!).Tag(request.Tags, context.Changes, TooMany),
            Tagged.Member<TagResourceRequest>(r => r.Resource),
            Must.Member<TagResourceRequest>("tags", r => r.Tags).Required()
        )
        .Http("POST /2017-03-31/tags/{Resource}", status: 204);
}
