namespace LocalCloud.Aws.Logs.Operations;

internal sealed record UntagLogGroupRequest(string? LogGroupName, List<string>? Tags);

internal static class UntagLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<UntagLogGroupRequest>(
        "UntagLogGroup",
        LogsJson.Default.UntagLogGroupRequest,
        (state, request, context) => TaggedGroup.ByName(state, request.LogGroupName!).Untag(request.Tags, context.Changes),
        Members.Group<UntagLogGroupRequest>(r => r.LogGroupName).Required(),
        Must.Member<UntagLogGroupRequest>("tags", r => r.Tags).Required().Length(1)
    );
}
