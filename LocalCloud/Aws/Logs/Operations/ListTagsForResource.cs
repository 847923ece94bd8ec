namespace LocalCloud.Aws.Logs.Operations;

internal sealed record ResourceRequest(string? ResourceArn);

internal static class ListTagsForResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "ListTagsForResource",
        LogsJson.Default.ResourceRequest,
        LogsJson.Default.TagsResponse,
        (state, request, _) => TaggedGroup.ByArn(state, request.ResourceArn!).Answer(tags => new TagsResponse(tags)),
        Members.Arn<ResourceRequest>(r => r.ResourceArn)
    );
}
