namespace LocalCloud.Aws.Logs.Operations;

internal sealed record TagLogGroupRequest(string? LogGroupName, Dictionary<string, string>? Tags);

internal sealed record UntagLogGroupRequest(string? LogGroupName, List<string>? Tags);

internal sealed record TagResourceRequest(string? ResourceArn, Dictionary<string, string>? Tags);

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal sealed record ResourceRequest(string? ResourceArn);

internal sealed record TagsResponse(Dictionary<string, string> Tags);

internal static class TagLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<TagLogGroupRequest>(
        "TagLogGroup",
        LogsJson.Default.TagLogGroupRequest,
        (state, request, context) => GroupTags.Add(state.Find(request.LogGroupName!), request.Tags!, context),
        Members.Group<TagLogGroupRequest>(r => r.LogGroupName).Required(),
        Members.Tags<TagLogGroupRequest>(r => r.Tags).Required()
    );
}

internal static class UntagLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<UntagLogGroupRequest>(
        "UntagLogGroup",
        LogsJson.Default.UntagLogGroupRequest,
        (state, request, context) => GroupTags.Remove(state.Find(request.LogGroupName!), request.Tags!, context),
        Members.Group<UntagLogGroupRequest>(r => r.LogGroupName).Required(),
        Must.Member<UntagLogGroupRequest>("tags", r => r.Tags).Required().Length(1)
    );
}

internal static class ListTagsLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "ListTagsLogGroup",
        LogsJson.Default.GroupRequest,
        LogsJson.Default.TagsResponse,
        (state, request, _) => GroupTags.Of(state.Find(request.LogGroupName!)),
        Members.Group<GroupRequest>(r => r.LogGroupName).Required()
    );
}

internal static class TagResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define<TagResourceRequest>(
        "TagResource",
        LogsJson.Default.TagResourceRequest,
        (state, request, context) => GroupTags.Add(GroupTags.Find(state, request.ResourceArn!), request.Tags!, context),
        Members.Arn<TagResourceRequest>(r => r.ResourceArn),
        Members.Tags<TagResourceRequest>(r => r.Tags).Required()
    );
}

internal static class UntagResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define<UntagResourceRequest>(
        "UntagResource",
        LogsJson.Default.UntagResourceRequest,
        (state, request, context) => GroupTags.Remove(GroupTags.Find(state, request.ResourceArn!), request.TagKeys!, context),
        Members.Arn<UntagResourceRequest>(r => r.ResourceArn),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50)
    );
}

internal static class ListTagsForResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "ListTagsForResource",
        LogsJson.Default.ResourceRequest,
        LogsJson.Default.TagsResponse,
        (state, request, _) => GroupTags.Of(GroupTags.Find(state, request.ResourceArn!)),
        Members.Arn<ResourceRequest>(r => r.ResourceArn)
    );
}

/// <summary>The older operations name the group, the newer ones its ARN.</summary>
internal static class GroupTags
{
    private const int Most = 50;

    public static Result<LogGroup> Find(LogsState state, string arn) =>
        arn.StartsWith("arn:", StringComparison.Ordinal) && Arns.GroupOf(arn, state.Scope) is { } name ? state.Find(name) : Errors.NoGroup;

    public static Result<Nothing> Add(Result<LogGroup> found, Dictionary<string, string> tags, Context context)
    {
        if (!found.Ok(out var group, out var error))
            return error;
        var all = new Dictionary<string, string>(group.Row.Tags);
        foreach (var (key, value) in tags)
            all[key] = value;
        if (all.Count > Most)
            return new AwsError("TooManyTagsException", "The number of tags exceeds the limit of 50.");
        group.State.Put(context.Changes, group, group.Row with { Tags = all });
        return Nothing.Instance;
    }

    public static Result<Nothing> Remove(Result<LogGroup> found, List<string> keys, Context context)
    {
        if (!found.Ok(out var group, out var error))
            return error;
        group.State.Put(context.Changes, group, group.Row with { Tags = group.Row.Tags.Where(t => !keys.Contains(t.Key)).ToDictionary() });
        return Nothing.Instance;
    }

    public static Result<TagsResponse> Of(Result<LogGroup> found) =>
        found.Ok(out var group, out var error) ? new TagsResponse(group.Row.Tags) : error;
}
