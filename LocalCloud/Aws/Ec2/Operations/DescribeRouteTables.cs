namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeRouteTablesRequest(
    List<string>? RouteTableId,
    List<Filter>? Filter,
    bool? DryRun,
    int? MaxResults,
    string? NextToken
);

internal sealed record RouteItem(
    string? DestinationCidrBlock,
    string? DestinationIpv6CidrBlock,
    string? DestinationPrefixListId,
    string? GatewayId,
    string? NatGatewayId,
    string? EgressOnlyInternetGatewayId,
    string? NetworkInterfaceId,
    string? InstanceId,
    string? TransitGatewayId,
    string? VpcPeeringConnectionId,
    string State,
    string Origin
);

internal sealed record RouteTableAssociation(
    string RouteTableAssociationId,
    string RouteTableId,
    string? SubnetId,
    bool Main,
    StateItem AssociationState
);

internal sealed record RouteTableItem(
    string RouteTableId,
    string VpcId,
    string OwnerId,
    List<RouteItem> RouteSet,
    List<RouteTableAssociation> AssociationSet,
    List<StateItem> PropagatingVgwSet,
    List<ResourceTag> TagSet
);

internal sealed record DescribeRouteTablesResponse(List<RouteTableItem> RouteTableSet, string? NextToken);

internal static class DescribeRouteTables
{
    private static readonly Dictionary<string, Func<RouteTableItem, IEnumerable<string?>>> Fields = new()
    {
        ["route-table-id"] = t => [t.RouteTableId],
        ["vpc-id"] = t => [t.VpcId],
        ["owner-id"] = t => [t.OwnerId],
        ["association.main"] = t => t.AssociationSet.Select(a => a.Main ? "true" : "false"),
        ["association.subnet-id"] = t => t.AssociationSet.Select(a => a.SubnetId),
        ["association.route-table-id"] = t => t.AssociationSet.Select(a => a.RouteTableId),
        ["association.route-table-association-id"] = t => t.AssociationSet.Select(a => a.RouteTableAssociationId),
        ["route.destination-cidr-block"] = t => t.RouteSet.Select(r => r.DestinationCidrBlock),
        ["route.gateway-id"] = t => t.RouteSet.Select(r => r.GatewayId),
        ["route.nat-gateway-id"] = t => t.RouteSet.Select(r => r.NatGatewayId),
        ["route.state"] = t => t.RouteSet.Select(r => r.State),
        ["route.origin"] = t => t.RouteSet.Select(r => r.Origin),
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeRouteTables",
        Ec2Requests.Default.DescribeRouteTablesRequest,
        Ec2Answers.Default.DescribeRouteTablesResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<DescribeRouteTablesRequest>("maxResults", r => r.MaxResults).Range(5, 100)
    );

    private static Result<DescribeRouteTablesResponse> Handle(DescribeRouteTablesRequest request, Context context)
    {
        var network = Network.Of(context);
        return !Filters
                .ByIds(All(network), request.RouteTableId, t => t.RouteTableId, "InvalidRouteTableID.NotFound", "routeTable ID")
                .Ok(out var named, out var error)
                ? error
            : !Filters.Of(named, request.Filter, Fields, t => t.TagSet).Ok(out var found, out error) ? error
            : request.DryRun is true ? Filters.DryRun
            : Filters.Pages.ByOffset(found, request.NextToken, request.MaxResults).Ok(out var page, out error)
                ? new DescribeRouteTablesResponse(page.Items, page.NextToken)
            : error;
    }

    private static IEnumerable<RouteTableItem> All(Network network) =>
        [
            .. network.Vpcs.Select(vpc => MainTable(network, vpc)),
            .. network
                .All("RouteTable")
                .Select(t => new RouteTableItem(
                    t.Id,
                    t.Text("VpcId") ?? "",
                    network.Scope.Account,
                    [
                        Local(BlockOf(network, t.Text("VpcId") ?? "")),
                        .. network.All("Route").Where(r => r.Text("RouteTableId") == t.Id).Select(Of),
                    ],
                    [
                        .. network
                            .All("SubnetRouteTableAssociation")
                            .Where(a => a.Text("RouteTableId") == t.Id)
                            .Select(a => new RouteTableAssociation(a.Id, t.Id, a.Text("SubnetId"), false, new("associated"))),
                    ],
                    [],
                    t.Tags
                )),
        ];

    // Each network has one that counts for subnets without an association; the default network's leads to the internet
    private static RouteTableItem MainTable(Network network, string vpc)
    {
        var id = network.MainTableOf(vpc);
        var routes = new List<RouteItem> { Local(BlockOf(network, vpc)) };
        if (vpc == network.DefaultVpc)
            routes.Add(Route("0.0.0.0/0", network.IdOf("igw"), "CreateRoute"));
        return new(id, vpc, network.Scope.Account, routes, [new(network.IdOf("rtbassoc", vpc), id, null, true, new("associated"))], [], []);
    }

    private static string BlockOf(Network network, string vpc) =>
        vpc == network.DefaultVpc
            ? "172.31.0.0/16"
            : network.All("VPC").FirstOrDefault(v => v.Id == vpc)?.Made?.Attributes.GetValueOrDefault("CidrBlock") ?? "10.0.0.0/16";

    private static RouteItem Local(string block) => Route(block, "local", "CreateRouteTable");

    private static RouteItem Route(string block, string gateway, string origin) =>
        new(block, null, null, gateway, null, null, null, null, null, null, "active", origin);

    private static RouteItem Of(Part route) =>
        new(
            route.Text("DestinationCidrBlock"),
            route.Text("DestinationIpv6CidrBlock"),
            route.Text("DestinationPrefixListId"),
            route.Text("GatewayId") ?? route.Text("VpcEndpointId"),
            route.Text("NatGatewayId"),
            route.Text("EgressOnlyInternetGatewayId"),
            route.Text("NetworkInterfaceId"),
            route.Text("InstanceId"),
            route.Text("TransitGatewayId"),
            route.Text("VpcPeeringConnectionId"),
            "active",
            "CreateRoute"
        );
}
