namespace LocalCloud.Aws.Logs.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, Dictionary<string, string>? Tags);

internal static class TagResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define<TagResourceRequest>(
        "TagResource",
        LogsJson.Default.TagResourceRequest,
        (state, request, context) => TaggedGroup.ByArn(state, request.ResourceArn!).Tag(request.Tags, context.Changes, TaggedGroup.TooMany),
        Members.Arn<TagResourceRequest>(r => r.ResourceArn),
        Members.Tags<TagResourceRequest>(r => r.Tags).Required()
    );
}
