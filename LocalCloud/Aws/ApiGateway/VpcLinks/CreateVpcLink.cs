namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal static class CreateVpcLink
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, VpcLink> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateVpcLink",
            ApiGatewayJson.Default.VpcLinkInput,
            ApiGatewayJson.Default.VpcLink,
            Handle,
            Must.Member<VpcLinkInput>("name", r => r.Name).Required().Length(1, 128),
            Must.Member<VpcLinkInput>("subnetIds", r => r.SubnetIds).Required()
        )
        .Http("POST /v2/vpclinks", status: 201)
        .Lacking("stored only: there is no VPC here");

    private static Result<VpcLink> Handle(ApiGatewayState state, VpcLinkInput request, Context context)
    {
        if (request.SubnetIds!.Count == 0)
            return Errors.BadRequest("At least one subnet is required");
        var link = new VpcLink
        {
            CreatedDate = context.Now,
            Name = request.Name!,
            SecurityGroupIds = request.SecurityGroupIds ?? [],
            SubnetIds = request.SubnetIds,
            Tags = request.Tags ?? [],
            VpcLinkId = Ids.Short(),
        };
        state.Put(context.Changes, link);
        return link;
    }
}
