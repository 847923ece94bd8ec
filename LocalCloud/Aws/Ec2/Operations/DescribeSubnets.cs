using System.Globalization;

namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeSubnetsRequest(
    List<string>? SubnetId,
    List<Filter>? Filter,
    bool? DryRun,
    int? MaxResults,
    string? NextToken
);

internal sealed record SubnetItem(
    string SubnetId,
    string SubnetArn,
    string State,
    string OwnerId,
    string VpcId,
    string CidrBlock,
    int AvailableIpAddressCount,
    string AvailabilityZone,
    string AvailabilityZoneId,
    bool DefaultForAz,
    bool MapPublicIpOnLaunch,
    bool AssignIpv6AddressOnCreation,
    bool EnableDns64,
    bool Ipv6Native,
    List<ResourceTag> TagSet
);

internal sealed record DescribeSubnetsResponse(List<SubnetItem> SubnetSet, string? NextToken);

internal static class DescribeSubnets
{
    private static readonly Dictionary<string, Func<SubnetItem, IEnumerable<string?>>> Fields = new()
    {
        ["subnet-id"] = s => [s.SubnetId],
        ["subnet-arn"] = s => [s.SubnetArn],
        ["vpc-id"] = s => [s.VpcId],
        ["owner-id"] = s => [s.OwnerId],
        ["state"] = s => [s.State],
        ["cidr-block"] = s => [s.CidrBlock],
        ["cidr"] = s => [s.CidrBlock],
        ["availability-zone"] = s => [s.AvailabilityZone],
        ["availabilityZone"] = s => [s.AvailabilityZone],
        ["availability-zone-id"] = s => [s.AvailabilityZoneId],
        ["available-ip-address-count"] = s => [s.AvailableIpAddressCount.ToString(CultureInfo.InvariantCulture)],
        ["default-for-az"] = s => [s.DefaultForAz ? "true" : "false"],
        ["map-public-ip-on-launch"] = s => [s.MapPublicIpOnLaunch ? "true" : "false"],
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeSubnets",
        Ec2Requests.Default.DescribeSubnetsRequest,
        Ec2Answers.Default.DescribeSubnetsResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<DescribeSubnetsRequest>("maxResults", r => r.MaxResults).Range(5, 1000)
    );

    private static Result<DescribeSubnetsResponse> Handle(DescribeSubnetsRequest request, Context context)
    {
        var network = Network.Of(context);
        return !Filters
                .ByIds(All(network), request.SubnetId, s => s.SubnetId, "InvalidSubnetID.NotFound", "subnet ID")
                .Ok(out var named, out var error)
                ? error
            : !Filters.Of(named, request.Filter, Fields, s => s.TagSet).Ok(out var found, out error) ? error
            : request.DryRun is true ? Filters.DryRun
            : Filters.Pages.ByOffset(found, request.NextToken, request.MaxResults).Ok(out var page, out error)
                ? new DescribeSubnetsResponse(page.Items, page.NextToken)
            : error;
    }

    private static IEnumerable<SubnetItem> All(Network network) =>
        [
            .. network.DefaultSubnets.Select(s =>
                Item(network, s.Id, network.DefaultVpc, s.Block, s.Zone, isDefault: true, isPublic: true, [])
            ),
            .. network
                .All("Subnet")
                .Select(s =>
                    Item(
                        network,
                        s.Id,
                        s.Text("VpcId") ?? "",
                        s.Text("CidrBlock") ?? "10.0.0.0/24",
                        s.Made!.Attributes.GetValueOrDefault("AvailabilityZone") ?? $"{network.Scope.Region}a",
                        isDefault: false,
                        s.Text("MapPublicIpOnLaunch") == "true",
                        s.Tags
                    )
                ),
        ];

    private static SubnetItem Item(
        Network network,
        string id,
        string vpc,
        string block,
        string zone,
        bool isDefault,
        bool isPublic,
        List<ResourceTag> tags
    ) =>
        new(
            id,
            network.Scope.Arn("ec2", $"subnet/{id}"),
            "available",
            network.Scope.Account,
            vpc,
            block,
            Addresses(block),
            zone,
            Zones.IdOf(zone),
            isDefault,
            isPublic,
            false,
            false,
            false,
            tags
        );

    // Five of each subnet are AWS's (docs: vpc, subnet-sizing)
    private static int Addresses(string block) =>
        int.TryParse(block.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits is >= 16 and <= 28
            ? (1 << (32 - bits)) - 5
            : 0;
}
