namespace LocalCloud.Aws.ElastiCache.Caches;

/// <summary>Changes a cache to what is asked for by now: all of it, not only what differs.</summary>
internal static class ModifyCache
{
    public static async ValueTask<Result<CacheServer>> RunAsync(CacheState state, CacheRequest asked, CancellationToken cancellation)
    {
        if (asked.Invalid() is { } invalid)
            return invalid;
        if (state.Host.Read(state, s => s.Find(asked.Kind, asked.Name)) is not { } before)
            return new AwsError("CacheNotFound", $"{asked.Name} not found.", 404);
        var cache = before.As(asked);
        if ((await state.PutAsync(state.Caches, cache).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (cache.StandIn || (cache.Tls, cache.Password) == (before.Tls, before.Password))
            return cache;
        await state.ElastiCache.RemoveAsync(before).ConfigureAwait(false);
        return await state.ElastiCache.Server(cache).StartAsync(cancellation).ConfigureAwait(false) is { } failure
            ? new AwsError("InternalFailure", failure, 500)
            : cache;
    }
}
