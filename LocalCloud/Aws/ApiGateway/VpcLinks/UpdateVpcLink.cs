namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal static class UpdateVpcLink
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, VpcLink> Definition = Operation<ApiGatewayState>
        .Define(
            "UpdateVpcLink",
            ApiGatewayJson.Default.VpcLinkInput,
            ApiGatewayJson.Default.VpcLink,
            Handle,
            Must.Member<VpcLinkInput>("name", r => r.Name).Length(1, 128)
        )
        .Http("PATCH /v2/vpclinks/{vpcLinkId}");

    private static Result<VpcLink> Handle(ApiGatewayState state, VpcLinkInput request, Context context)
    {
        if (!state.VpcLinks.TryGetValue(request.VpcLinkId!, out var link))
            return Errors.No("VpcLink");
        link = link with { Name = request.Name ?? link.Name };
        state.Put(context.Changes, link);
        return link;
    }
}
