using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway;

internal sealed record TagsRequest
{
    [JsonPropertyName("resource-arn")]
    public string? ResourceArn { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public List<string>? TagKeys { get; init; }
}

internal sealed record TagsResponse
{
    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>Whatever has tags, by arn:aws:apigateway:REGION::/apis/ID and the like.</summary>
internal sealed record Taggable(Dictionary<string, string> Tags, Action<Dictionary<string, string>> Put)
{
    public static Result<Taggable> Find(ApiGatewayState state, string? arn, Changes? changes)
    {
        if (arn?.Split(':', 6) is not ["arn", _, "apigateway", _, _, var resource])
            return Errors.BadRequest($"Invalid ARN specified in the request: {arn}");
        switch (resource.Trim('/').Split('/'))
        {
            case ["apis", var id]:
                if (!state.Find(id).Ok(out var entry, out var error))
                    return error;
                return new Taggable(entry.Api.Tags ?? [], tags =>
                {
                    entry.Api = entry.Api with { Tags = tags };
                    state.Put(changes!, entry);
                });
            case ["apis", var id, "stages", var name]:
                if (!state.FindStage(id, name).Ok(out var found, out error))
                    return error;
                return new Taggable(found.Stage.Tags ?? [], tags => state.Put(changes!, found.Api, found.Stage with { Tags = tags }));
            case ["domainnames", var name]:
                if (!state.FindDomain(name).Ok(out var domain, out error))
                    return error;
                return new Taggable(domain.Row.Tags ?? [], tags =>
                {
                    domain.Row = domain.Row with { Tags = tags };
                    state.Put(changes!, domain);
                });
            case ["vpclinks", var id]:
                if (!state.VpcLinks.TryGetValue(id, out var link))
                    return Errors.No("VpcLink");
                return new Taggable(link.Tags ?? [], tags => state.Put(changes!, link with { Tags = tags }));
            default:
                return Errors.BadRequest($"Invalid ARN specified in the request: {arn}");
        }
    }
}

internal static class TagResource
{
    private const int Limit = 50;

    public static readonly Operation<ApiGatewayState, TagsRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("TagResource", ApiGatewayJson.Default.TagsRequest, Handle)
        .Http("POST /v2/tags/{resource-arn}", status: 201);

    private static Result<Nothing> Handle(ApiGatewayState state, TagsRequest request, Context context)
    {
        if (!Taggable.Find(state, request.ResourceArn, context.Changes).Ok(out var resource, out var error))
            return error;
        var tags = new Dictionary<string, string>(resource.Tags);
        foreach (var (key, value) in request.Tags ?? [])
            if (SystemTags.IsReserved(key))
                return Errors.BadRequest("Tag keys starting with 'aws:' are reserved for system use");
            else
                tags[key] = value;
        if (tags.Count > Limit)
            return Errors.BadRequest("The number of tags exceeds the limit of 50");
        resource.Put(tags);
        return Nothing.Instance;
    }
}

internal static class UntagResource
{
    public static readonly Operation<ApiGatewayState, TagsRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("UntagResource", ApiGatewayJson.Default.TagsRequest, Handle)
        .Http("DELETE /v2/tags/{resource-arn}?tagKeys={tagKeys}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, TagsRequest request, Context context)
    {
        if (!Taggable.Find(state, request.ResourceArn, context.Changes).Ok(out var resource, out var error))
            return error;
        resource.Put(resource.Tags.Where(t => request.TagKeys?.Contains(t.Key) != true).ToDictionary());
        return Nothing.Instance;
    }
}

internal static class GetTags
{
    public static readonly Operation<ApiGatewayState, TagsRequest, TagsResponse> Definition = Operation<ApiGatewayState>
        .Define("GetTags", ApiGatewayJson.Default.TagsRequest, ApiGatewayJson.Default.TagsResponse, Handle)
        .Http("GET /v2/tags/{resource-arn}");

    private static Result<TagsResponse> Handle(ApiGatewayState state, TagsRequest request, Context context) =>
        Taggable.Find(state, request.ResourceArn, null).Ok(out var resource, out var error)
            ? new TagsResponse { Tags = resource.Tags }
            : error;
}
