using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record DescribeDBInstancesRequest
{
    public string? DBInstanceIdentifier { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }

    public int? MaxRecords { get; init; }
    public string? Marker { get; init; }
}

internal sealed record DescribeDBInstancesResponse
{
    public string? Marker { get; init; }

    [QueryName("DBInstance")]
    public required List<DBInstanceShape> DBInstances { get; init; }
}

internal static class DescribeDBInstances
{
    public static readonly Operation<RdsState, DescribeDBInstancesRequest, DescribeDBInstancesResponse> Definition =
        Operation<RdsState>.Define(
            "DescribeDBInstances",
            RdsJson.Default.DescribeDBInstancesRequest,
            RdsJson.Default.DescribeDBInstancesResponse,
            Handle,
            Must.Each<DescribeDBInstancesRequest, Filter>("filters", r => r.Filters, Filter.Constraints)
        );

    private static Result<DescribeDBInstancesResponse> Handle(RdsState state, DescribeDBInstancesRequest request, Context context)
    {
        if (Filtering.Check(request.Filters, "db-cluster-id", "db-instance-id", "dbi-resource-id", "domain", "engine") is { } unknown)
            return unknown;
        if (request.DBInstanceIdentifier is { } id && state.Find(id, cluster: false) is null)
            return DatabaseRules.NotFound(id, cluster: false);
        var found = state
            .Instances.Values.Where(i =>
                request.DBInstanceIdentifier is null || state.Find(request.DBInstanceIdentifier, cluster: false) == i
            )
            .Where(i => Filtering.Holds(request.Filters, name => name switch
                    {
                        "db-cluster-id" => [i.Cluster, i.Cluster is { } of ? state.Scope.Arn("rds", $"cluster:{of}") : null],
                        "db-instance-id" => [i.Identifier, i.Arn(state.Scope)],
                        "dbi-resource-id" => [i.ResourceId],
                        "engine" => [i.Engine],
                        _ => [],
                    }))
            .Select(i => DBInstanceShape.Of(state, i));
        return Paged.Of(found, request.MaxRecords, request.Marker).Ok(out var page, out var error)
            ? new DescribeDBInstancesResponse { DBInstances = page.Items, Marker = page.NextToken }
            : error;
    }
}
