namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record UntagResourceRequest(string? ResourceARN, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation<EventsState, UntagResourceRequest, Nothing> Definition = Operation<EventsState>.Define(
        "UntagResource",
        EventsJson.Default.UntagResourceRequest,
        (state, request, context) => Tagged.Find(state, request.ResourceARN!).Untag(request.TagKeys, context.Changes),
        Must.Member<UntagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );
}
