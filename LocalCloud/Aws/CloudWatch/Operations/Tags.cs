using LocalCloud.Aws.CloudWatch.Alarms;

namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record ListTagsRequest
{
    public string? ResourceARN { get; init; }
}

internal sealed record ListTagsResponse(List<Tag> Tags);

internal sealed record TagResourceRequest
{
    public string? ResourceARN { get; init; }
    public List<Tag>? Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public string? ResourceARN { get; init; }
    public List<string>? TagKeys { get; init; }
}

/// <summary>Of alarms, the only resources here that can have them.</summary>
internal static class Tagged
{
    public static Result<Dictionary<string, string>> Find(CloudWatchState state, string arn) =>
        state.Alarms.Values.FirstOrDefault(a => a.Arn == arn) is { } alarm ? alarm.Tags ?? []
        : state.Composites.Values.FirstOrDefault(a => a.Arn == arn) is { } composite ? composite.Tags ?? []
        : Errors.NoResource(arn);

    public static void Put(CloudWatchState state, Changes changes, string arn, Dictionary<string, string> tags)
    {
        if (state.Alarms.Values.FirstOrDefault(a => a.Arn == arn) is { } alarm)
            state.Put(changes, alarm with { Tags = tags });
        else if (state.Composites.Values.FirstOrDefault(a => a.Arn == arn) is { } composite)
            state.Put(changes, composite with { Tags = tags });
    }
}

internal static class ListTagsForResource
{
    public static readonly Operation<CloudWatchState, ListTagsRequest, ListTagsResponse> Definition = Operation<CloudWatchState>.Define(
        "ListTagsForResource",
        CloudWatchJson.Default.ListTagsRequest,
        CloudWatchJson.Default.ListTagsResponse,
        (state, request, _) =>
            Tagged.Find(state, request.ResourceARN!).Ok(out var tags, out var error)
                ? new ListTagsResponse([.. tags.Select(t => new Tag { Key = t.Key, Value = t.Value })])
                : error,
        Must.Member<ListTagsRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1024)
    );
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
        var tags = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var tag in request.Tags!)
            tags[tag.Key!] = tag.Value!;
        Tagged.Put(state, context.Changes, request.ResourceARN!, tags);
        return Nothing.Instance;
    }
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
        Tagged.Put(state, context.Changes, request.ResourceARN!, tags.Where(t => !request.TagKeys!.Contains(t.Key)).ToDictionary());
        return Nothing.Instance;
    }
}
