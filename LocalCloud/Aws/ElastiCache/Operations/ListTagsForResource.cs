using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record ListTagsForResourceRequest(string? ResourceName);

internal sealed record ListTagsForResourceResponse
{
    [QueryName("Tag")]
    public required List<Tag> TagList { get; init; }
}

internal static class ListTagsForResource
{
    public static readonly Operation<CacheState, ListTagsForResourceRequest, ListTagsForResourceResponse> Definition = Operation<CacheState>
        .Define(
            "ListTagsForResource",
            CacheJson.Default.ListTagsForResourceRequest,
            CacheJson.Default.ListTagsForResourceResponse,
            Handle,
            Must.Member<ListTagsForResourceRequest>("resourceName", r => r.ResourceName).Required()
        )
        .Lacking("tags of parameter groups, users and snapshots");

    private static Result<ListTagsForResourceResponse> Handle(CacheState state, ListTagsForResourceRequest request, Context context) =>
        Settings(state, request.ResourceName!).Ok(out var settings, out var error)
            ? new ListTagsForResourceResponse { TagList = Tag.Of(settings) }
            : error;

    private static Result<JsonObject> Settings(CacheState state, string arn)
    {
        if (arn.Split(':', 7) is not ["arn", _, "elasticache", _, _, var kind, var name])
            return new AwsError("InvalidARN", $"The requested Amazon Resource Name (ARN) does not refer to an existing resource: {arn}");
        CacheServer? Cache(CacheKind of) => state.Find(of, name);
        return kind switch
        {
            "serverlesscache" => Cache(CacheKind.Serverless) is { } cache ? cache.Settings : CacheKind.Serverless.NotFound(name),
            "replicationgroup" => Cache(CacheKind.ReplicationGroup) is { } cache
                ? cache.Settings
                : CacheKind.ReplicationGroup.NotFound(name),
            "cluster" => (
                Cache(CacheKind.Cluster)
                ?? state.Of(CacheKind.ReplicationGroup).FirstOrDefault(c => ReplicationGroupShape.Members(c).Contains(name))
            )
                is { } cache
                ? cache.Settings
                : CacheKind.Cluster.NotFound(name),
            "subnetgroup" => state.SubnetGroups.GetValueOrDefault(name) is { } group
                ? group.Settings
                : new AwsError("CacheSubnetGroupNotFoundFault", $"CacheSubnetGroup {name} not found.", 404),
            _ => new AwsError("InvalidARN", $"The requested Amazon Resource Name (ARN) does not refer to an existing resource: {arn}"),
        };
    }
}
