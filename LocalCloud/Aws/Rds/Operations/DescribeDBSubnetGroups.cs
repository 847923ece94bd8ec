using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record DescribeDBSubnetGroupsRequest
{
    public string? DBSubnetGroupName { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }

    public int? MaxRecords { get; init; }
    public string? Marker { get; init; }
}

internal sealed record DescribeDBSubnetGroupsResponse
{
    public string? Marker { get; init; }

    [QueryName("DBSubnetGroup")]
    public required List<SubnetGroupShape> DBSubnetGroups { get; init; }
}

internal static class DescribeDBSubnetGroups
{
    public static readonly Operation<RdsState, DescribeDBSubnetGroupsRequest, DescribeDBSubnetGroupsResponse> Definition =
        Operation<RdsState>.Define(
            "DescribeDBSubnetGroups",
            RdsJson.Default.DescribeDBSubnetGroupsRequest,
            RdsJson.Default.DescribeDBSubnetGroupsResponse,
            Handle,
            Must.Each<DescribeDBSubnetGroupsRequest, Filter>("filters", r => r.Filters, Filter.Constraints)
        );

    private static Result<DescribeDBSubnetGroupsResponse> Handle(RdsState state, DescribeDBSubnetGroupsRequest request, Context context)
    {
        if (Filtering.Check(request.Filters) is { } unknown)
            return unknown;
        var name = request.DBSubnetGroupName?.ToLowerInvariant();
        if (name is not null && !state.SubnetGroups.ContainsKey(name))
            return new AwsError("DBSubnetGroupNotFoundFault", $"DB subnet group '{request.DBSubnetGroupName}' does not exist.", 404);
        var found = state.SubnetGroups.Values.Where(g => name is null || g.Name == name).Select(g => SubnetGroupShape.Of(state.Scope, g));
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeDBSubnetGroupsResponse { DBSubnetGroups = page.Items, Marker = page.NextToken }
            : error;
    }
}
