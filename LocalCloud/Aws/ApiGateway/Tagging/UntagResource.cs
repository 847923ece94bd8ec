namespace LocalCloud.Aws.ApiGateway.Tagging;

internal static class UntagResource
{
    public static readonly Operation<ApiGatewayState, TagsRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("UntagResource", ApiGatewayJson.Default.TagsRequest, (state, request, context) =>
            Tagged.Find(state, request.ResourceArn).Untag(request.TagKeys, context.Changes)
        )
        .Http("DELETE /v2/tags/{resource-arn}?tagKeys={tagKeys}", status: 204);
}
