namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<UntagResourceRequest>(
            "UntagResource",
            SchedulerJson.Default.UntagResourceRequest,
            (state, request, context) => TaggedGroup.Find(state, request.ResourceArn!).Untag(request.TagKeys, context.Changes),
            Names.GroupArn<UntagResourceRequest>(r => r.ResourceArn),
            Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 200)
        )
        .Http("DELETE /tags/{ResourceArn}?TagKeys={TagKeys}");
}
