using LocalCloud.Aws.ElastiCache.Caches;

namespace LocalCloud.Aws.ElastiCache.Operations;

internal sealed record DeleteServerlessCacheRequest(string? ServerlessCacheName, string? FinalSnapshotName);

internal static class DeleteServerlessCache
{
    public static readonly Operation<CacheState, DeleteServerlessCacheRequest, ServerlessCacheResponse> Definition = Operation<CacheState>
        .DefineAsync(
            "DeleteServerlessCache",
            CacheJson.Default.DeleteServerlessCacheRequest,
            CacheJson.Default.ServerlessCacheResponse,
            DeleteAsync,
            Must.Member<DeleteServerlessCacheRequest>("serverlessCacheName", r => r.ServerlessCacheName).Required()
        )
        .Lacking("FinalSnapshotName");

    private static async ValueTask<Result<ServerlessCacheResponse>> DeleteAsync(
        CacheState state,
        DeleteServerlessCacheRequest request,
        Context context
    )
    {
        if (request.FinalSnapshotName is not null)
            return AwsError.NotSupported("DeleteServerlessCache", "FinalSnapshotName");
        var name = request.ServerlessCacheName!;
        if (context.Host.Read(state, s => s.Find(CacheKind.Serverless, name.ToLowerInvariant())) is not { } cache)
            return CacheKind.Serverless.NotFound(name);
        var deleted = await DeleteCache.RunAsync(state, cache, keepsData: false).ConfigureAwait(false);
        return deleted.Error is { } error
            ? error
            : new ServerlessCacheResponse(ServerlessCacheShape.Of(state.Scope, cache) with { Status = "deleting" });
    }
}
