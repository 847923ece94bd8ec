namespace LocalCloud.Aws.ApiGateway.Tagging;

internal sealed record TagsResponse
{
    public Dictionary<string, string>? Tags { get; init; }
}

internal static class GetTags
{
    public static readonly Operation<ApiGatewayState, TagsRequest, TagsResponse> Definition = Operation<ApiGatewayState>
        .Define("GetTags", ApiGatewayJson.Default.TagsRequest, ApiGatewayJson.Default.TagsResponse, (state, request, _) =>
            Tagged.Find(state, request.ResourceArn).Answer(tags => new TagsResponse { Tags = tags })
        )
        .Http("GET /v2/tags/{resource-arn}");
}
