namespace LocalCloud.Aws.Logs.Operations;

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation Definition = Operation<LogsState>.Define<UntagResourceRequest>(
        "UntagResource",
        LogsJson.Default.UntagResourceRequest,
        (state, request, context) => TaggedGroup.ByArn(state, request.ResourceArn!).Untag(request.TagKeys, context.Changes),
        Members.Arn<UntagResourceRequest>(r => r.ResourceArn),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50)
    );
}
