namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record AddTagsRequest(string? ResourceType, string? ResourceId, List<TagShape>? Tags);

internal sealed record RemoveTagsRequest(string? ResourceType, string? ResourceId, List<string>? TagKeys);

internal sealed record ListTagsRequest(string? ResourceType, string? ResourceId);

internal sealed record ListTagsResponse(List<TagShape> TagList);

/// <summary>Tags of parameters; of nothing else that Systems Manager has.</summary>
internal static class Tagging
{
    public static Result<Parameter> Find(SsmState state, string operation, string type, string id)
    {
        if (type != "Parameter")
            return AwsError.NotSupported(operation, $"ResourceType {type}");
        return state.Find(id) is { } parameter
            ? parameter
            : new AwsError("InvalidResourceId", "The resource ID is not valid. Verify that you entered the correct ID and try again.");
    }
}

internal static class AddTagsToResource
{
    public static readonly Operation<SsmState, AddTagsRequest, Nothing> Definition = Operation<SsmState>
        .Define(
            "AddTagsToResource",
            SsmJson.Default.AddTagsRequest,
            Handle,
            Must.Member<AddTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<AddTagsRequest>("resourceId", r => r.ResourceId).Required(),
            Must.Member<AddTagsRequest>("tags", r => r.Tags).Required().Length(0, 1000),
            Must.Each<AddTagsRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        )
        .Lacking("resources other than parameters");

    private static Result<Nothing> Handle(SsmState state, AddTagsRequest request, Context context)
    {
        if (!Tagging.Find(state, "AddTagsToResource", request.ResourceType!, request.ResourceId!).Ok(out var parameter, out var error))
            return error;
        if (parameter.Tags.Keys.Union(request.Tags!.Select(t => t.Key)).Count() > 50)
            return new AwsError(
                "TooManyTagsError",
                "The Targets parameter includes too many tags. Remove one or more tags and try the command again."
            );
        foreach (var tag in request.Tags!)
            parameter.Tags[tag.Key] = tag.Value;
        state.Put(context.Changes, parameter);
        return Nothing.Instance;
    }
}

internal static class RemoveTagsFromResource
{
    public static readonly Operation<SsmState, RemoveTagsRequest, Nothing> Definition = Operation<SsmState>
        .Define(
            "RemoveTagsFromResource",
            SsmJson.Default.RemoveTagsRequest,
            Handle,
            Must.Member<RemoveTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<RemoveTagsRequest>("resourceId", r => r.ResourceId).Required(),
            Must.Member<RemoveTagsRequest>("tagKeys", r => r.TagKeys).Required(),
            Must.Each<RemoveTagsRequest, string>("tagKeys", r => r.TagKeys)
        )
        .Lacking("resources other than parameters");

    private static Result<Nothing> Handle(SsmState state, RemoveTagsRequest request, Context context)
    {
        if (!Tagging.Find(state, "RemoveTagsFromResource", request.ResourceType!, request.ResourceId!).Ok(out var parameter, out var error))
            return error;
        request.TagKeys!.ForEach(key => parameter.Tags.Remove(key));
        state.Put(context.Changes, parameter);
        return Nothing.Instance;
    }
}

internal static class ListTagsForResource
{
    public static readonly Operation<SsmState, ListTagsRequest, ListTagsResponse> Definition = Operation<SsmState>
        .Define(
            "ListTagsForResource",
            SsmJson.Default.ListTagsRequest,
            SsmJson.Default.ListTagsResponse,
            Handle,
            Must.Member<ListTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<ListTagsRequest>("resourceId", r => r.ResourceId).Required()
        )
        .Lacking("resources other than parameters");

    private static Result<ListTagsResponse> Handle(SsmState state, ListTagsRequest request, Context context) =>
        Tagging.Find(state, "ListTagsForResource", request.ResourceType!, request.ResourceId!).Ok(out var parameter, out var error)
            ? new ListTagsResponse([.. parameter.Tags.Select(t => new TagShape(t.Key, t.Value))])
            : error;
}
