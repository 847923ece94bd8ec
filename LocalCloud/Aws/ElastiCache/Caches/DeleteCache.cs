using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.ElastiCache.Caches;

/// <summary>Ends the server of a cache.</summary>
internal static class DeleteCache
{
    /// <param name="keepsData">A final snapshot: no operation shows it; what somebody has asked to keep is there all the same.</param>
    public static async ValueTask<Result<Nothing>> RunAsync(CacheState state, CacheServer cache, bool keepsData)
    {
        if (!cache.StandIn)
        {
            var (service, engines) = (state.ElastiCache, state.ElastiCache.Engines);
            var folder = service.Server(cache).Folder;
            await service.RemoveAsync(cache).ConfigureAwait(false);
            if (keepsData && engines.KeepsData)
                Keep(engines.Root, folder, cache);
            LocalEngines.Delete(folder);
        }
        await state.DeleteAsync(state.Caches, cache.Key).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static void Keep(string root, string folder, CacheServer cache)
    {
        var kept = Path.Combine(root, "elasticache-snapshots", $"{cache.Name}-{cache.ResourceId}");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.Move(Path.Combine(folder, "data"), kept);
    }
}
