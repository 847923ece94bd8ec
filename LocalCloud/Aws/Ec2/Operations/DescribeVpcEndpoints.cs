namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeVpcEndpointsRequest(
    List<string>? VpcEndpointId,
    List<Filter>? Filter,
    bool? DryRun,
    int? MaxResults,
    string? NextToken
);

internal sealed record GroupIdentifier(string GroupId, string? GroupName);

internal sealed record VpcEndpointItem(
    string VpcEndpointId,
    string VpcEndpointType,
    string VpcId,
    string ServiceName,
    string State,
    string? PolicyDocument,
    List<string> RouteTableIdSet,
    List<string> SubnetIdSet,
    List<GroupIdentifier> GroupSet,
    bool PrivateDnsEnabled,
    List<string> NetworkInterfaceIdSet,
    DateTimeOffset CreationTimestamp,
    string OwnerId,
    List<ResourceTag> TagSet
);

internal sealed record DescribeVpcEndpointsResponse(List<VpcEndpointItem> VpcEndpointSet, string? NextToken);

internal static class DescribeVpcEndpoints
{
    private static readonly Dictionary<string, Func<VpcEndpointItem, IEnumerable<string?>>> Fields = new()
    {
        ["vpc-endpoint-id"] = e => [e.VpcEndpointId],
        ["vpc-endpoint-type"] = e => [e.VpcEndpointType],
        ["vpc-endpoint-state"] = e => [e.State],
        ["vpc-id"] = e => [e.VpcId],
        ["service-name"] = e => [e.ServiceName],
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeVpcEndpoints",
        Ec2Requests.Default.DescribeVpcEndpointsRequest,
        Ec2Answers.Default.DescribeVpcEndpointsResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<DescribeVpcEndpointsRequest>("maxResults", r => r.MaxResults).Range(1, 1000)
    );

    private static Result<DescribeVpcEndpointsResponse> Handle(DescribeVpcEndpointsRequest request, Context context)
    {
        var network = Network.Of(context);
        return !Filters
                .ByIds(
                    network.All("VPCEndpoint").Select(e => Item(network, e)),
                    request.VpcEndpointId,
                    e => e.VpcEndpointId,
                    "InvalidVpcEndpointId.NotFound",
                    "Vpc Endpoint Id"
                )
                .Ok(out var named, out var error)
                ? error
            : !Filters.Of(named, request.Filter, Fields, e => e.TagSet).Ok(out var found, out error) ? error
            : request.DryRun is true ? Filters.DryRun
            : Filters.Pages.ByOffset(found, request.NextToken, request.MaxResults).Ok(out var page, out error)
                ? new DescribeVpcEndpointsResponse(page.Items, page.NextToken)
            : error;
    }

    private static VpcEndpointItem Item(Network network, Part endpoint) =>
        new(
            endpoint.Id,
            endpoint.Text("VpcEndpointType") ?? "Gateway",
            endpoint.Text("VpcId") ?? "",
            endpoint.Text("ServiceName") ?? "",
            "available",
            endpoint.Properties["PolicyDocument"]?.ToJsonString(),
            endpoint.Texts("RouteTableIds"),
            endpoint.Texts("SubnetIds"),
            [
                .. endpoint
                    .Texts("SecurityGroupIds")
                    .Select(id => new GroupIdentifier(id, network.All("SecurityGroup").FirstOrDefault(g => g.Id == id)?.Text("GroupName"))),
            ],
            endpoint.Text("PrivateDnsEnabled") == "true",
            [],
            endpoint.Made!.Timestamp,
            network.Scope.Account,
            endpoint.Tags
        );
}
