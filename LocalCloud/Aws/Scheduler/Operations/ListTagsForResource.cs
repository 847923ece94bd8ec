namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record ResourceRequest(string? ResourceArn);

internal sealed record ListTagsForResourceResponse(List<ResourceTag> Tags);

internal static class ListTagsForResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "ListTagsForResource",
            SchedulerJson.Default.ResourceRequest,
            SchedulerJson.Default.ListTagsForResourceResponse,
            (state, request, _) =>
                TaggedGroup.Find(state, request.ResourceArn!).Answer(tags => new ListTagsForResourceResponse(TagMap.List(tags))),
            Names.GroupArn<ResourceRequest>(r => r.ResourceArn)
        )
        .Http("GET /tags/{ResourceArn}");
}
