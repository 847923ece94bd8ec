using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.Databases;
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

internal sealed record DeleteServerlessCacheRequest(string? ServerlessCacheName, string? FinalSnapshotName);

internal static class CreateServerlessCache
{
    private const string Type = "AWS::ElastiCache::ServerlessCache";

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

    public static readonly Operation<CacheState, DeleteServerlessCacheRequest, ServerlessCacheResponse> Delete = Operation<CacheState>
        .DefineAsync(
            "DeleteServerlessCache",
            CacheJson.Default.DeleteServerlessCacheRequest,
            CacheJson.Default.ServerlessCacheResponse,
            DeleteAsync,
            Must.Member<DeleteServerlessCacheRequest>("serverlessCacheName", r => r.ServerlessCacheName).Required()
        )
        .Lacking("FinalSnapshotName");

    private static async ValueTask<Result<ServerlessCacheResponse>> CreateAsync(
        CacheState state,
        CreateServerlessCacheRequest request,
        Context context
    )
    {
        var name = request.ServerlessCacheName!.ToLowerInvariant();
        var properties = (JsonObject)JsonSerializer.SerializeToNode(request, CacheJson.Default.CreateServerlessCacheRequest)!;
        var made = await DirectCall.Type(Type).CreateAsync(DirectCall.Of(context, name, properties)).ConfigureAwait(false);
        if (made.Error is { } error)
            return error.Code switch
            {
                "AlreadyExists" => new AwsError("ServerlessCacheAlreadyExistsFault", $"ServerlessCache {name} already exists."),
                "ValidationError" => new AwsError("InvalidParameterValue", error.Message),
                _ => error,
            };
        return context.Host.Read(state, s => new ServerlessCacheResponse(
            ServerlessCacheShape.Of(s.Scope, s.Caches[CacheState.Key(CacheKind.Serverless, name)]) with
            {
                Status = "creating",
                Endpoint = null,
                ReaderEndpoint = null,
            }
        ));
    }

    private static async ValueTask<Result<ServerlessCacheResponse>> DeleteAsync(
        CacheState state,
        DeleteServerlessCacheRequest request,
        Context context
    )
    {
        if (request.FinalSnapshotName is not null)
            return AwsError.NotSupported("DeleteServerlessCache", "FinalSnapshotName");
        var name = request.ServerlessCacheName!.ToLowerInvariant();
        if (context.Host.Read(state, s => s.Caches.GetValueOrDefault(CacheState.Key(CacheKind.Serverless, name))) is not { } cache)
            return new AwsError("ServerlessCacheNotFoundFault", $"ServerlessCache {request.ServerlessCacheName} not found.", 404);
        var deleted = await DirectCall
            .Type(Type)
            .DeleteAsync(DirectCall.Of(context, name, cache.Settings), DirectCall.Existing(name, cache.Settings))
            .ConfigureAwait(false);
        return deleted.Error is { } error
            ? error
            : new ServerlessCacheResponse(ServerlessCacheShape.Of(state.Scope, cache) with { Status = "deleting" });
    }
}
