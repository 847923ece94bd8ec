namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "UntagResource",
        DynamoDbJson.Default.UntagResourceRequest,
        Handle,
        Must.Member<UntagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );

    private static Result<Nothing> Handle(DynamoDbState state, UntagResourceRequest request, Context context)
    {
        if (!TagResource.ByArn(state, request.ResourceArn!).Ok(out var table, out var error))
            return error;
        var tags = TagList.Without(table.Definition.Tags, request.TagKeys!);
        state.Change(context.Changes, table, table.Definition with { Tags = tags });
        return Nothing.Instance;
    }
}
