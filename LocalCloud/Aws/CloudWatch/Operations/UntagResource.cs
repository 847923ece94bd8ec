namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record UntagResourceRequest
{
    public string? ResourceARN { get; init; }
    public List<string>? TagKeys { get; init; }
}

internal static class UntagResource
{
    public static readonly Operation<CloudWatchState, UntagResourceRequest, Nothing> Definition = Operation<CloudWatchState>.Define(
        "UntagResource",
        CloudWatchJson.Default.UntagResourceRequest,
        Handle,
        Must.Member<UntagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1024),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );

    private static Result<Nothing> Handle(CloudWatchState state, UntagResourceRequest request, Context context)
    {
        if (!Tagged.Find(state, request.ResourceARN!).Ok(out var tags, out var error))
            return error;
        Tagged.Put(state, context.Changes, request.ResourceARN!, TagMap.Without(tags, request.TagKeys));
        return Nothing.Instance;
    }
}
