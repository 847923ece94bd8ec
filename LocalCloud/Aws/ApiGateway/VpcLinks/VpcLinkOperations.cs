using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal sealed record VpcLink
{
    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset CreatedDate { get; init; }
    public string Name { get; init; } = "";
    public List<string> SecurityGroupIds { get; init; } = [];
    public List<string> SubnetIds { get; init; } = [];
    public Dictionary<string, string>? Tags { get; init; }
    public string VpcLinkId { get; init; } = "";
    public string VpcLinkStatus { get; init; } = "AVAILABLE";
    public string VpcLinkStatusMessage { get; init; } = "VPC link is ready to route traffic";
    public string VpcLinkVersion { get; init; } = "V2";
}

internal sealed record VpcLinkInput : IPageRequest
{
    public string? Name { get; init; }
    public List<string>? SecurityGroupIds { get; init; }
    public List<string>? SubnetIds { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? VpcLinkId { get; init; }
    public string? MaxResults { get; init; }
    public string? NextToken { get; init; }
}

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

internal static class GetVpcLink
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, VpcLink> Definition = Operation<ApiGatewayState>
        .Define("GetVpcLink", ApiGatewayJson.Default.VpcLinkInput, ApiGatewayJson.Default.VpcLink, Handle)
        .Http("GET /v2/vpclinks/{vpcLinkId}");

    private static Result<VpcLink> Handle(ApiGatewayState state, VpcLinkInput request, Context context) =>
        state.VpcLinks.TryGetValue(request.VpcLinkId!, out var link) ? link : Errors.No("VpcLink");
}

internal static class GetVpcLinks
{
    public static readonly Operation<ApiGatewayState, VpcLinkInput, Page<VpcLink>> Definition = Operation<ApiGatewayState>
        .Define("GetVpcLinks", ApiGatewayJson.Default.VpcLinkInput, ApiGatewayJson.Default.PageVpcLink, Handle)
        .Http("GET /v2/vpclinks?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<VpcLink>> Handle(ApiGatewayState state, VpcLinkInput request, Context context) =>
        Page.Of(state.VpcLinks, request);
}

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
