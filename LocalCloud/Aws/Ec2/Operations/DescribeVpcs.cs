namespace LocalCloud.Aws.Ec2.Operations;

internal sealed record DescribeVpcsRequest(List<string>? VpcId, List<Filter>? Filter, bool? DryRun, int? MaxResults, string? NextToken);

internal sealed record StateItem(string State);

internal sealed record CidrBlockAssociation(string AssociationId, string CidrBlock, StateItem CidrBlockState);

internal sealed record VpcItem(
    string VpcId,
    string OwnerId,
    string State,
    string CidrBlock,
    List<CidrBlockAssociation> CidrBlockAssociationSet,
    string DhcpOptionsId,
    string InstanceTenancy,
    bool IsDefault,
    List<ResourceTag> TagSet
);

internal sealed record DescribeVpcsResponse(List<VpcItem> VpcSet, string? NextToken);

internal static class DescribeVpcs
{
    private static readonly Dictionary<string, Func<VpcItem, IEnumerable<string?>>> Fields = new()
    {
        ["vpc-id"] = v => [v.VpcId],
        ["owner-id"] = v => [v.OwnerId],
        ["state"] = v => [v.State],
        ["cidr"] = v => [v.CidrBlock],
        ["cidr-block-association.cidr-block"] = v => v.CidrBlockAssociationSet.Select(a => a.CidrBlock),
        ["cidr-block-association.association-id"] = v => v.CidrBlockAssociationSet.Select(a => a.AssociationId),
        ["cidr-block-association.state"] = v => v.CidrBlockAssociationSet.Select(a => a.CidrBlockState.State),
        ["dhcp-options-id"] = v => [v.DhcpOptionsId],
        ["is-default"] = v => [v.IsDefault ? "true" : "false"],
    };

    public static readonly Operation Definition = Operation<Ec2State>.DefineAsync(
        "DescribeVpcs",
        Ec2Requests.Default.DescribeVpcsRequest,
        Ec2Answers.Default.DescribeVpcsResponse,
        (_, request, context) => new(Handle(request, context)),
        Must.Member<DescribeVpcsRequest>("maxResults", r => r.MaxResults).Range(5, 1000)
    );

    private static Result<DescribeVpcsResponse> Handle(DescribeVpcsRequest request, Context context)
    {
        var network = Network.Of(context);
        return !Filters.ByIds(All(network), request.VpcId, v => v.VpcId, "InvalidVpcID.NotFound", "vpc ID").Ok(out var named, out var error)
                ? error
            : !Filters.Of(named, request.Filter, Fields, v => v.TagSet).Ok(out var found, out error) ? error
            : request.DryRun is true ? Filters.DryRun
            : Filters.Pages.ByOffset(found, request.NextToken, request.MaxResults).Ok(out var page, out error)
                ? new DescribeVpcsResponse(page.Items, page.NextToken)
            : error;
    }

    private static IEnumerable<VpcItem> All(Network network) =>
        network
            .All("VPC")
            .Select(v =>
                Item(
                    network,
                    v.Id,
                    v.Made!.Attributes.GetValueOrDefault("CidrBlock") ?? "10.0.0.0/16",
                    v.Text("InstanceTenancy"),
                    false,
                    v.Tags,
                    network.All("VPCCidrBlock").Where(b => b.Text("VpcId") == v.Id).Select(b => b.Text("CidrBlock")).OfType<string>()
                )
            )
            .Prepend(Item(network, network.DefaultVpc, "172.31.0.0/16", null, true, [], []));

    private static VpcItem Item(
        Network network,
        string id,
        string block,
        string? tenancy,
        bool isDefault,
        List<ResourceTag> tags,
        IEnumerable<string> more
    ) =>
        new(
            id,
            network.Scope.Account,
            "available",
            block,
            [.. more.Prepend(block).Select(b => new CidrBlockAssociation(network.IdOf("vpc-cidr-assoc", id + b), b, new("associated")))],
            network.IdOf("dopt"),
            tenancy ?? "default",
            isDefault,
            tags
        );
}
