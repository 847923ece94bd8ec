using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record CreateServerlessCacheRequest
{
    public string? ServerlessCacheName { get; init; }
    public string? Description { get; init; }
    public string? Engine { get; init; }
    public string? MajorEngineVersion { get; init; }
    public UsageLimits? CacheUsageLimits { get; init; }
    public string? KmsKeyId { get; init; }

    [QueryName("SecurityGroupId")]
    public List<string>? SecurityGroupIds { get; init; }

    [QueryName("SnapshotArn")]
    public List<string>? SnapshotArnsToRestore { get; init; }

    [QueryName("Tag")]
    public List<Tag>? Tags { get; init; }

    public string? UserGroupId { get; init; }

    [QueryName("SubnetId")]
    public List<string>? SubnetIds { get; init; }

    public int? SnapshotRetentionLimit { get; init; }
    public string? DailySnapshotTime { get; init; }
    public string? NetworkType { get; init; }
}

internal sealed record ServerlessCacheResponse(ServerlessCacheShape ServerlessCache);

internal static class CreateServerlessCache
{
    public static readonly Operation<CacheState, CreateServerlessCacheRequest, ServerlessCacheResponse> Definition = Operation<CacheState>
        .DefineAsync(
            "CreateServerlessCache",
            CacheJson.Default.CreateServerlessCacheRequest,
            CacheJson.Default.ServerlessCacheResponse,
            CreateAsync,
            Must.Member<CreateServerlessCacheRequest>("serverlessCacheName", r => r.ServerlessCacheName).Required().Length(1, 40),
            Must.Member<CreateServerlessCacheRequest>("engine", r => r.Engine).Required(),
            Must.Each<CreateServerlessCacheRequest, Tag>("tags", r => r.Tags),
            Must.Each<CreateServerlessCacheRequest, string>("securityGroupIds", r => r.SecurityGroupIds),
            Must.Each<CreateServerlessCacheRequest, string>("subnetIds", r => r.SubnetIds)
        )
        .Lacking("memcached, UserGroupId, SnapshotArnsToRestore. It answers when the server runs");

    private static async ValueTask<Result<ServerlessCacheResponse>> CreateAsync(
        CacheState state,
        CreateServerlessCacheRequest request,
        Context context
    )
    {
        var asked = Asked(request);
        if (asked.Unsupported() is { } reason)
            return new AwsError("InvalidParameterValue", reason);
        var made = await CreateCache.RunAsync(state, asked, resumes: false, context.Cancellation).ConfigureAwait(false);
        return made.Ok(out var cache, out var error)
            ? new ServerlessCacheResponse(
                ServerlessCacheShape.Of(state.Scope, cache) with
                {
                    Status = "creating",
                    Endpoint = null,
                    ReaderEndpoint = null,
                }
            )
            : error;
    }

    private static CacheRequest Asked(CreateServerlessCacheRequest request) =>
        new()
        {
            Name = request.ServerlessCacheName!.ToLowerInvariant(),
            Kind = CacheKind.Serverless,
            Engine = request.Engine,
            EngineVersion = request.MajorEngineVersion,
            Description = request.Description,
            Tls = true,
            Settings = (JsonObject)JsonSerializer.SerializeToNode(request, CacheJson.Default.CreateServerlessCacheRequest)!,
        };
}
