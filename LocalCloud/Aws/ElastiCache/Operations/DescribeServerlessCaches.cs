using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record DescribeServerlessCachesRequest(string? ServerlessCacheName, int? MaxResults, string? NextToken);

internal sealed record DescribeServerlessCachesResponse(string? NextToken, List<ServerlessCacheShape> ServerlessCaches);

internal sealed record DataStorage(int? Maximum, int? Minimum, string? Unit);

internal sealed record ComputeUnits(int? Maximum, int? Minimum);

internal sealed record UsageLimits(DataStorage? DataStorage, ComputeUnits? ECPUPerSecond);

internal sealed record ServerlessCacheShape
{
    public required string ServerlessCacheName { get; init; }
    public string? Description { get; init; }
    public required DateTimeOffset CreateTime { get; init; }
    public string Status { get; init; } = "available";
    public required string Engine { get; init; }
    public required string MajorEngineVersion { get; init; }
    public required string FullEngineVersion { get; init; }
    public UsageLimits? CacheUsageLimits { get; init; }
    public string? KmsKeyId { get; init; }

    [QueryName("SecurityGroupId")]
    public required List<string> SecurityGroupIds { get; init; }

    public Endpoint? Endpoint { get; init; }
    public Endpoint? ReaderEndpoint { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("ARN")]
    public required string Arn { get; init; }

    [QueryName("SubnetId")]
    public required List<string> SubnetIds { get; init; }

    public int? SnapshotRetentionLimit { get; init; }
    public string? DailySnapshotTime { get; init; }
    public string NetworkType { get; init; } = "ipv4";

    public static ServerlessCacheShape Of(Scope scope, CacheServer cache)
    {
        var asked = cache.Settings;
        var limits = asked["CacheUsageLimits"] as JsonObject;
        var (storage, units) = (limits?["DataStorage"] as JsonObject, limits?["ECPUPerSecond"] as JsonObject);
        return new()
        {
            ServerlessCacheName = cache.Name,
            Description = cache.Description ?? " ",
            CreateTime = cache.Created,
            Engine = cache.Engine,
            MajorEngineVersion = Versions.Major(cache),
            FullEngineVersion = Versions.Full(cache),
            CacheUsageLimits = limits is null
                ? null
                : new(
                    storage is null ? null : new(storage.Number("Maximum"), storage.Number("Minimum"), storage.Text("Unit")),
                    units is null ? null : new(units.Number("Maximum"), units.Number("Minimum"))
                ),
            KmsKeyId = asked.Text("KmsKeyId"),
            SecurityGroupIds = asked.Texts("SecurityGroupIds"),
            Endpoint = new(cache.Address, cache.Port),
            ReaderEndpoint = new(cache.Address, cache.ReaderPort ?? cache.Port),
            Arn = cache.Arn(scope),
            SubnetIds = asked.Texts("SubnetIds"),
            SnapshotRetentionLimit = asked.Number("SnapshotRetentionLimit") ?? 0,
            DailySnapshotTime = asked.Text("DailySnapshotTime"),
        };
    }
}

internal static class DescribeServerlessCaches
{
    public static readonly Operation<CacheState, DescribeServerlessCachesRequest, DescribeServerlessCachesResponse> Definition =
        Operation<CacheState>.Define(
            "DescribeServerlessCaches",
            CacheJson.Default.DescribeServerlessCachesRequest,
            CacheJson.Default.DescribeServerlessCachesResponse,
            Handle
        );

    private static Result<DescribeServerlessCachesResponse> Handle(
        CacheState state,
        DescribeServerlessCachesRequest request,
        Context context
    )
    {
        var name = request.ServerlessCacheName?.ToLowerInvariant();
        if (name is not null && state.Find(CacheKind.Serverless, name) is null)
            return CacheKind.Serverless.NotFound(request.ServerlessCacheName!);
        var found = state
            .Of(CacheKind.Serverless)
            .Where(c => name is null || c.Name == name)
            .Select(c => ServerlessCacheShape.Of(state.Scope, c));
        return Paged.Of(found, request.MaxResults, request.NextToken, "MaxResults").Ok(out var page, out var error)
            ? new DescribeServerlessCachesResponse(page.NextToken, page.Items)
            : error;
    }
}
