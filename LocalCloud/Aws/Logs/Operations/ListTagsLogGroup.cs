namespace LocalCloud.Aws.Logs.Operations;

internal sealed record TagsResponse(Dictionary<string, string> Tags);

internal static class ListTagsLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "ListTagsLogGroup",
        LogsJson.Default.GroupRequest,
        LogsJson.Default.TagsResponse,
        (state, request, _) => TaggedGroup.ByName(state, request.LogGroupName!).Answer(tags => new TagsResponse(tags)),
        Members.Group<GroupRequest>(r => r.LogGroupName).Required()
    );
}
