using System.Text.Json.Nodes;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record ListTagsForResourceRequest
{
    public string? ResourceName { get; init; }

    [QueryName("Filter")]
    public List<Filter>? Filters { get; init; }
}

internal sealed record ListTagsForResourceResponse
{
    [QueryName("Tag")]
    public required List<Tag> TagList { get; init; }
}

internal static class ListTagsForResource
{
    public static readonly Operation<RdsState, ListTagsForResourceRequest, ListTagsForResourceResponse> Definition = Operation<RdsState>
        .Define(
            "ListTagsForResource",
            RdsJson.Default.ListTagsForResourceRequest,
            RdsJson.Default.ListTagsForResourceResponse,
            Handle,
            Must.Member<ListTagsForResourceRequest>("resourceName", r => r.ResourceName).Required(),
            Must.Each<ListTagsForResourceRequest, Filter>("filters", r => r.Filters, Filter.Constraints)
        )
        .Lacking("tags of parameter groups and snapshots");

    private static Result<ListTagsForResourceResponse> Handle(RdsState state, ListTagsForResourceRequest request, Context context) =>
        Settings(state, request.ResourceName!).Ok(out var settings, out var error)
            ? new ListTagsForResourceResponse { TagList = Tag.Of(settings) }
            : error;

    private static Result<JsonObject> Settings(RdsState state, string arn)
    {
        if (arn.Split(':', 7) is not ["arn", _, "rds", _, _, var kind, var name])
            return new AwsError("InvalidParameterValue", $"Invalid resource name: {arn}");
        AwsError Missing(string code, string what) => new(code, $"Could not find a {what} matching the resource name: '{arn}'", 404);
        return kind switch
        {
            "db" => state.Instances.GetValueOrDefault(name) is { } instance
                ? instance.Settings
                : Missing("DBInstanceNotFound", "DB Instance"),
            "cluster" => state.Clusters.GetValueOrDefault(name) is { } cluster
                ? cluster.Settings
                : Missing("DBClusterNotFoundFault", "DB Cluster"),
            "db-proxy" => state.Proxies.Values.FirstOrDefault(p => p.ArnId == name) is { } proxy
                ? proxy.Settings
                : Missing("DBProxyNotFoundFault", "DB Proxy"),
            "subgrp" => state.SubnetGroups.GetValueOrDefault(name) is { } group
                ? group.Settings
                : Missing("DBSubnetGroupNotFoundFault", "DB Subnet Group"),
            _ => new AwsError(
                "InvalidParameterValue",
                $"The specified resource name does not match an RDS resource in this region that LocalCloud has: {arn}"
            ),
        };
    }
}
