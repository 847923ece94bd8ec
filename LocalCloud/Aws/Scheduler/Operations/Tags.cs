namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<Tag>? Tags);

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal sealed record ResourceRequest(string? ResourceArn);

internal sealed record ListTagsForResourceResponse(List<Tag> Tags);

/// <summary>Only groups have tags.</summary>
internal static class TagResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<TagResourceRequest>(
            "TagResource",
            SchedulerJson.Default.TagResourceRequest,
            Handle,
            Names.GroupArn<TagResourceRequest>(r => r.ResourceArn),
            Must.Member<TagResourceRequest>("tags", r => r.Tags).Required().Length(0, 200),
            Names.Tags<TagResourceRequest>(r => r.Tags)
        )
        .Http("POST /tags/{ResourceArn}");

    private static Result<Nothing> Handle(SchedulerState state, TagResourceRequest request, Context context)
    {
        if (!TaggedGroup.Find(state, request.ResourceArn!).Ok(out var group, out var error))
            return error;
        foreach (var tag in request.Tags!)
            group.Tags[tag.Key!] = tag.Value!;
        state.Put(context.Changes, group);
        return Nothing.Instance;
    }
}

internal static class UntagResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<UntagResourceRequest>(
            "UntagResource",
            SchedulerJson.Default.UntagResourceRequest,
            Handle,
            Names.GroupArn<UntagResourceRequest>(r => r.ResourceArn),
            Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 200)
        )
        .Http("DELETE /tags/{ResourceArn}?TagKeys={TagKeys}");

    private static Result<Nothing> Handle(SchedulerState state, UntagResourceRequest request, Context context)
    {
        if (!TaggedGroup.Find(state, request.ResourceArn!).Ok(out var group, out var error))
            return error;
        request.TagKeys!.ForEach(key => group.Tags.Remove(key));
        state.Put(context.Changes, group);
        return Nothing.Instance;
    }
}

internal static class ListTagsForResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "ListTagsForResource",
            SchedulerJson.Default.ResourceRequest,
            SchedulerJson.Default.ListTagsForResourceResponse,
            Handle,
            Names.GroupArn<ResourceRequest>(r => r.ResourceArn)
        )
        .Http("GET /tags/{ResourceArn}");

    private static Result<ListTagsForResourceResponse> Handle(SchedulerState state, ResourceRequest request, Context context) =>
        TaggedGroup.Find(state, request.ResourceArn!).Ok(out var group, out var error)
            ? new ListTagsForResourceResponse([.. group.Tags.Select(t => new Tag(t.Key, t.Value))])
            : error;
}

internal static class TaggedGroup
{
    public static Result<GroupRow> Find(SchedulerState state, string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        return arn == state.Scope.Arn("scheduler", $"schedule-group/{name}") ? state.FindGroup(name) : Errors.NoGroup(name);
    }
}
