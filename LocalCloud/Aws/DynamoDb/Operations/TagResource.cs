using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<ResourceTag>? Tags);

internal static class TagResource
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "TagResource",
        DynamoDbJson.Default.TagResourceRequest,
        Handle,
        Must.Member<TagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<Nothing> Handle(DynamoDbState state, TagResourceRequest request, Context context)
    {
        if (!ByArn(state, request.ResourceArn!).Ok(out var table, out var error))
            return error;
        var tags = TagList.With(table.Definition.Tags, request.Tags);
        if (TagRules.Fault(tags) is { } fault)
            return DynamoDbErrors.Validation(fault);
        state.Change(context.Changes, table, table.Definition with { Tags = tags });
        return Nothing.Instance;
    }

    internal static Result<TaggedResource> Find(DynamoDbState state, string arn) =>
        ByArn(state, arn).Ok(out var table, out var error)
            ? new TaggedResource(TagMap.Of(table.Definition.Tags), (changes, tags) =>
                state.Change(changes, table, table.Definition with { Tags = TagMap.List(tags) })
            )
            : error;

    internal static Result<Table> ByArn(DynamoDbState state, string arn)
    {
        if (TableName.Of(arn) is var name && name == arn)
            return DynamoDbErrors.Validation($"Invalid TableArn: Invalid ResourceArn provided as input {arn}");
        return state.ByName(name) is { } table && state.ArnOf(table) == arn ? table : DynamoDbErrors.ArnNotFound(arn);
    }
}
