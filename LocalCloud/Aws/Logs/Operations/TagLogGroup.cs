namespace LocalCloud.Aws.Logs.Operations;

internal sealed record TagLogGroupRequest(string? LogGroupName, Dictionary<string, string>? Tags);

internal static class TagLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<TagLogGroupRequest>(
        "TagLogGroup",
        LogsJson.Default.TagLogGroupRequest,
        (state, request, context) =>
            TaggedGroup.ByName(state, request.LogGroupName!).Tag(request.Tags, context.Changes, TaggedGroup.TooMany),
        Members.Group<TagLogGroupRequest>(r => r.LogGroupName).Required(),
        Members.Tags<TagLogGroupRequest>(r => r.Tags).Required()
    );
}
