namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal static class DeleteVpcLink
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteVpcLink", ApiGatewayJson.Default.VpcLinkInput, Handle)
        .Http("DELETE /v2/vpclinks/{vpcLinkId}", status: 202);

    private static Result<Nothing> Handle(ApiGatewayState state, VpcLinkInput request, Context context)
    {
        if (!state.VpcLinks.ContainsKey(request.VpcLinkId!))
            return Errors.No("VpcLink");
        if (state.Apis.Values.Any(a => a.Integrations.Values.Any(i => i.ConnectionId == request.VpcLinkId)))
            return Errors.BadRequest("Cannot delete vpc link. Vpc link is referenced by an integration.");
        state.DeleteLink(context.Changes, request.VpcLinkId!);
        return Nothing.Instance;
    }
}
