namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal static class GetVpcLinks
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, Page<VpcLink>> Definition = Operation<ApiGatewayState>
        .Define("GetVpcLinks", ApiGatewayJson.Default.VpcLinkInput, ApiGatewayJson.Default.PageVpcLink, Handle)
        .Http("GET /v2/vpclinks?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<VpcLink>> Handle(ApiGatewayState state, VpcLinkInput request, Context context) =>
        Page.Of(state.VpcLinks, request);
}
