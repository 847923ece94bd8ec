namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<ResourceTag>? Tags);

internal static class TagResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<TagResourceRequest>(
            "TagResource",
            SchedulerJson.Default.TagResourceRequest,
            (state, request, context) => TaggedGroup.Find(state, request.ResourceArn!).Tag(TagMap.Pairs(request.Tags), context.Changes),
            Names.GroupArn<TagResourceRequest>(r => r.ResourceArn),
            Must.Member<TagResourceRequest>("tags", r => r.Tags).Required().Length(0, 200),
            Names.Tags<TagResourceRequest>(r => r.Tags)
        )
        .Http("POST /tags/{ResourceArn}");
}
