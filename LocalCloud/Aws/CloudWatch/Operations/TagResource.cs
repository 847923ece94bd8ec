namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record TagResourceRequest
{
    public string? ResourceARN { get; init; }
    public List<ResourceTag>? Tags { get; init; }
}

internal static class TagResource
{
    public static readonly Operation<CloudWatchState, TagResourceRequest, Nothing> Definition = Operation<CloudWatchState>.Define(
        "TagResource",
        CloudWatchJson.Default.TagResourceRequest,
        Handle,
        Must.Member<TagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1024),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Members.Tags<TagResourceRequest>(r => r.Tags)
    );

    private static Result<Nothing> Handle(CloudWatchState state, TagResourceRequest request, Context context)
    {
        if (!Tagged.Find(state, request.ResourceARN!).Ok(out var before, out var error))
            return error;
        Tagged.Put(state, context.Changes, request.ResourceARN!, TagMap.With(before, TagMap.Pairs(request.Tags)));
        return Nothing.Instance;
    }
}
