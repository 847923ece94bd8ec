using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.ElastiCache.Caches;

/// <summary>Makes a serverless cache, a replication group or a cache cluster: a Garnet of its own, where there is one. It is available when
/// this has ended.</summary>
internal static class CreateCache
{
    private const int UsualPort = 6379;

    /// <param name="resumes">It was begun before and may have happened: what is there of that name is completed.</param>
    public static async ValueTask<Result<CacheServer>> RunAsync(
        CacheState state,
        CacheRequest asked,
        bool resumes,
        CancellationToken cancellation
    )
    {
        if (asked.Invalid() is { } invalid)
            return invalid;
        var cache = state.Host.Read(state, s => s.Find(asked.Kind, asked.Name));
        if (cache is not null && !resumes)
            return asked.Kind.AlreadyExists(asked.Name);
        cache ??= New(state, asked);
        if ((await state.PutAsync(state.Caches, cache).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (!cache.StandIn && await state.ElastiCache.Server(cache).StartAsync(cancellation).ConfigureAwait(false) is { } failure)
        {
            await DeleteCache.RunAsync(state, cache, keepsData: false).ConfigureAwait(false);
            return new AwsError("InternalFailure", failure, 500);
        }
        return cache;
    }

    private static CacheServer New(CacheState state, CacheRequest asked)
    {
        var places = state.ElastiCache.Engines.Places;
        var wanted = asked.Port ?? UsualPort;
        var standIn = places.RedisServer is null;
        var hasReader = asked.Kind == CacheKind.Serverless;
        var (address, port) =
            standIn ? Loopback.Split(places.RedisAddress)
            : hasReader ? Loopback.Take(wanted, wanted + 1)
            : Loopback.Take(wanted);
        var cache = new CacheServer
        {
            Name = asked.Name,
            Kind = asked.Kind,
            ResourceId = $"{asked.Kind.ToString().ToLowerInvariant()}-{Guid.NewGuid():N}",
            Engine = asked.Engine?.ToLowerInvariant() ?? "redis",
            Address = address,
            Port = port,
            ReaderPort = standIn || !hasReader ? port : port + 1,
            StandIn = standIn,
            Created = state.Time.GetUtcNow(),
        };
        return cache.As(asked);
    }
}
