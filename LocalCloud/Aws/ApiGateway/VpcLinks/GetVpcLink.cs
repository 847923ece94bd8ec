namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal static class GetVpcLink
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, VpcLink> Definition = Operation<ApiGatewayState>
        .Define("GetVpcLink", ApiGatewayJson.Default.VpcLinkInput, ApiGatewayJson.Default.VpcLink, Handle)
        .Http("GET /v2/vpclinks/{vpcLinkId}");

    private static Result<VpcLink> Handle(ApiGatewayState state, VpcLinkInput request, Context context) =>
        state.VpcLinks.TryGetValue(request.VpcLinkId!, out var link) ? link : Errors.No("VpcLink");
}
