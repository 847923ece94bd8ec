using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<Tag>? Tags);

internal static class TagResource
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "TagResource",
        DynamoDbJson.Default.TagResourceRequest,
        Handle,
        Must.Member<TagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1283),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, Tag>("tags", r => r.Tags, CreateTable.Tag())
    );

    private static Result<Nothing> Handle(DynamoDbState state, TagResourceRequest request, Context context)
    {
        if (!ByArn(state, request.ResourceArn!).Ok(out var table, out var error))
            return error;
        var names = request.Tags!.Select(tag => tag.Key).ToHashSet();
        List<Tag> tags = [.. table.Definition.Tags.Where(tag => !names.Contains(tag.Key)), .. request.Tags!];
        if (TagRules.Fault(tags) is { } fault)
            return DynamoDbErrors.Validation(fault);
        state.Change(context.Changes, table, table.Definition with { Tags = tags });
        return Nothing.Instance;
    }

    internal static Result<Table> ByArn(DynamoDbState state, string arn)
    {
        if (TableName.Of(arn) is var name && name == arn)
            return DynamoDbErrors.Validation($"Invalid TableArn: Invalid ResourceArn provided as input {arn}");
        return state.ByName(name) is { } table && state.ArnOf(table) == arn ? table : DynamoDbErrors.ArnNotFound(arn);
    }
}
