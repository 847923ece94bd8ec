using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeSecurityGroupsRequest(
    List<string>? GroupId,
    List<string>? GroupName,
    List<Filter>? Filter,
    bool? DryRun,
    int? MaxResults,
    string? NextToken
);

internal sealed record GroupPair(string GroupId, string UserId, string? Description);

internal sealed record IpRange(string CidrIp, string? Description);

internal sealed record Ipv6Range(string CidrIpv6, string? Description);

internal sealed record PrefixList(string PrefixListId, string? Description);

internal sealed record IpPermission(
    string IpProtocol,
    int? FromPort,
    int? ToPort,
    List<GroupPair> Groups,
    List<IpRange> IpRanges,
    List<Ipv6Range> Ipv6Ranges,
    List<PrefixList> PrefixListIds
);

internal sealed record SecurityGroupItem(
    string OwnerId,
    string GroupId,
    string GroupName,
    string GroupDescription,
    string VpcId,
    List<IpPermission> IpPermissions,
    List<IpPermission> IpPermissionsEgress,
    List<ResourceTag> TagSet,
    string SecurityGroupArn
);

internal sealed record DescribeSecurityGroupsResponse(List<SecurityGroupItem> SecurityGroupInfo, string? NextToken);

internal static class DescribeSecurityGroups
{
    private static readonly Dictionary<string, Func<SecurityGroupItem, IEnumerable<string?>>> Fields = new()
    {
        ["group-id"] = g => [g.GroupId],
        ["group-name"] = g => [g.GroupName],
        ["description"] = g => [g.GroupDescription],
        ["vpc-id"] = g => [g.VpcId],
        ["owner-id"] = g => [g.OwnerId],
        ["ip-permission.cidr"] = g => g.IpPermissions.SelectMany(p => p.IpRanges).Select(r => r.CidrIp),
        ["ip-permission.group-id"] = g => g.IpPermissions.SelectMany(p => p.Groups).Select(p => p.GroupId),
        ["ip-permission.protocol"] = g => g.IpPermissions.Select(p => p.IpProtocol),
        ["ip-permission.from-port"] = g => g.IpPermissions.Select(p => p.FromPort?.ToString(CultureInfo.InvariantCulture)),
        ["ip-permission.to-port"] = g => g.IpPermissions.Select(p => p.ToPort?.ToString(CultureInfo.InvariantCulture)),
        ["egress.ip-permission.cidr"] = g => g.IpPermissionsEgress.SelectMany(p => p.IpRanges).Select(r => r.CidrIp),
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeSecurityGroups",
        Ec2Requests.Default.DescribeSecurityGroupsRequest,
        Ec2Answers.Default.DescribeSecurityGroupsResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<DescribeSecurityGroupsRequest>("maxResults", r => r.MaxResults).Range(5, 1000)
    );

    private static Result<DescribeSecurityGroupsResponse> Handle(DescribeSecurityGroupsRequest request, Context context)
    {
        var network = Network.Of(context);
        return !Filters
                .ByIds(All(network), request.GroupId, g => g.GroupId, "InvalidGroup.NotFound", "security group")
                .Ok(out var named, out var error)
                ? error
            // By name groups of the default network are meant
            : request.GroupName is { Count: > 0 } names
            && names.Find(n => !named.Exists(g => g.GroupName == n && g.VpcId == network.DefaultVpc)) is { } missing
                ? new AwsError(
                    "InvalidGroup.NotFound",
                    $"The security group '{missing}' does not exist in default VPC '{network.DefaultVpc}'"
                )
            : !Filters
                .Of(
                    named.FindAll(g =>
                        request.GroupName is null or [] || g.VpcId == network.DefaultVpc && request.GroupName.Contains(g.GroupName)
                    ),
                    request.Filter,
                    Fields,
                    g => g.TagSet
                )
                .Ok(out var found, out error)
                ? error
            : request.DryRun is true ? Filters.DryRun
            : Filters.Pages.ByOffset(found, request.NextToken, request.MaxResults).Ok(out var page, out error)
                ? new DescribeSecurityGroupsResponse(page.Items, page.NextToken)
            : error;
    }

    private static IEnumerable<SecurityGroupItem> All(Network network) =>
        [
            .. network.Vpcs.Select(vpc =>
                Item(
                    network,
                    Network.DefaultGroupOf(vpc),
                    "default",
                    "default VPC security group",
                    vpc,
                    [Permission(network, new() { ["IpProtocol"] = "-1", ["SourceSecurityGroupId"] = Network.DefaultGroupOf(vpc) })],
                    [Everywhere],
                    []
                )
            ),
            .. network
                .All("SecurityGroup")
                .Select(g =>
                    Item(
                        network,
                        g.Id,
                        g.Text("GroupName") ?? g.Made!.PhysicalName,
                        g.Text("GroupDescription") ?? "",
                        g.Text("VpcId") ?? network.DefaultVpc,
                        [
                            .. g.Items("SecurityGroupIngress")
                                .Concat(Rules(network, "SecurityGroupIngress", g.Id))
                                .Select(r => Permission(network, r)),
                        ],
                        Egress(network, g),
                        g.Tags
                    )
                ),
        ];

    // Without rules of its own a group lets everything out
    private static List<IpPermission> Egress(Network network, Part group) =>
        group
            .Items("SecurityGroupEgress")
            .Concat(Rules(network, "SecurityGroupEgress", group.Id))
            .Select(r => Permission(network, r))
            .ToList()
            is { Count: > 0 } rules
            ? rules
            : [Everywhere];

    private static IEnumerable<JsonObject> Rules(Network network, string type, string group) =>
        network.All(type).Where(r => r.Text("GroupId") == group).Select(r => r.Properties);

    private static IpPermission Everywhere => new("-1", null, null, [], [new("0.0.0.0/0", null)], [], []);

    private static IpPermission Permission(Network network, JsonObject rule)
    {
        var (protocol, description) = (Text("IpProtocol") ?? "-1", Text("Description"));
        return new(
            protocol,
            protocol == "-1" ? null : Number("FromPort"),
            protocol == "-1" ? null : Number("ToPort"),
            (Text("SourceSecurityGroupId") ?? Text("DestinationSecurityGroupId")) is { } group
                ? [new(group, Text("SourceSecurityGroupOwnerId") ?? network.Scope.Account, description)]
                : [],
            Text("CidrIp") is { } range ? [new(range, description)] : [],
            Text("CidrIpv6") is { } range6 ? [new(range6, description)] : [],
            (Text("SourcePrefixListId") ?? Text("DestinationPrefixListId")) is { } list ? [new(list, description)] : []
        );

        string? Text(string member) => Scalars.Member(rule, member);

        int? Number(string member) =>
            int.TryParse(Text(member), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static SecurityGroupItem Item(
        Network network,
        string id,
        string name,
        string description,
        string vpc,
        List<IpPermission> ingress,
        List<IpPermission> egress,
        List<ResourceTag> tags
    ) => new(network.Scope.Account, id, name, description, vpc, ingress, egress, tags, network.Scope.Arn("ec2", $"security-group/{id}"));
}
