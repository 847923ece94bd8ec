using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Mappings;

namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record TagResourceRequest
{
    public string? Resource { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public string? Resource { get; init; }
    public List<string>? TagKeys { get; init; }
}

internal sealed record ListTagsRequest
{
    public string? Resource { get; init; }
}

internal sealed record ListTagsResponse
{
    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>Functions, event source mappings and code signing configurations have tags.</summary>
internal static class Tagged
{
    /// <summary>The tags, and what writes the row that has them.</summary>
    public static Result<(Dictionary<string, string> Tags, Action<Changes> Save)> Find(LambdaState state, string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length < 7 || parts[2] != "lambda")
            return LambdaErrors.Invalid($"Invalid ARN: {arn}");
        switch (parts[5])
        {
            case "function" when parts.Length > 7:
                return LambdaErrors.Invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");
            case "function":
                if (!state.Find(arn, out _).Ok(out var function, out var error))
                    return error;
                return (function.Tags, changes => state.Put(changes, function));
            case "event-source-mapping" when state.Mappings.GetValueOrDefault(parts[6]) is { } mapping:
                return (mapping.Tags, changes => state.Put(changes, mapping));
            case "code-signing-config" when state.SigningConfigs.GetValueOrDefault(arn) is { } config:
                return (config.Tags, changes => state.Put(changes, config));
            default:
                return LambdaErrors.NotFound($"The resource {arn} does not exist.");
        }
    }
}

internal static class TagResource
{
    public static readonly Operation<LambdaState, TagResourceRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "TagResource",
            LambdaJson.Default.TagResourceRequest,
            Handle,
            Must.Member<TagResourceRequest>("resource", r => r.Resource)
                .Required()
                .Length(1, 256)
                .Pattern(Permissions.Patterns.Taggable, Permissions.Patterns.TaggableShown),
            Must.Member<TagResourceRequest>("tags", r => r.Tags).Required()
        )
        .Http("POST /2017-03-31/tags/{Resource}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, TagResourceRequest request, Context context)
    {
        if (!Tagged.Find(state, request.Resource!).Ok(out var found, out var error))
            return error;
        if (found.Tags.Keys.Union(request.Tags!.Keys).Count() > 50)
            return LambdaErrors.Invalid("Number of tags exceeds resource tag limit.");
        foreach (var (key, value) in request.Tags)
            found.Tags[key] = value;
        found.Save(context.Changes);
        return Nothing.Instance;
    }
}

internal static class UntagResource
{
    public static readonly Operation<LambdaState, UntagResourceRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "UntagResource",
            LambdaJson.Default.UntagResourceRequest,
            Handle,
            Must.Member<UntagResourceRequest>("resource", r => r.Resource)
                .Required()
                .Length(1, 256)
                .Pattern(Permissions.Patterns.Taggable, Permissions.Patterns.TaggableShown),
            Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
        )
        .Http("DELETE /2017-03-31/tags/{Resource}?tagKeys={TagKeys}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, UntagResourceRequest request, Context context)
    {
        if (!Tagged.Find(state, request.Resource!).Ok(out var found, out var error))
            return error;
        request.TagKeys!.ForEach(key => found.Tags.Remove(key));
        found.Save(context.Changes);
        return Nothing.Instance;
    }
}

internal static class ListTags
{
    public static readonly Operation<LambdaState, ListTagsRequest, ListTagsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListTags",
            LambdaJson.Default.ListTagsRequest,
            LambdaJson.Default.ListTagsResponse,
            (state, request, _) =>
                Tagged.Find(state, request.Resource!).Ok(out var found, out var error) ? new ListTagsResponse { Tags = found.Tags } : error,
            Must.Member<ListTagsRequest>("resource", r => r.Resource)
                .Required()
                .Length(1, 256)
                .Pattern(Permissions.Patterns.Taggable, Permissions.Patterns.TaggableShown)
        )
        .Http("GET /2017-03-31/tags/{Resource}");
}
