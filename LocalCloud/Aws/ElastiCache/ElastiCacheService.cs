using System.Collections.Concurrent;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.ElastiCache.Operations;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Engines.Redis;

namespace LocalCloud.Aws.ElastiCache;

/// <summary>Caches are Garnet servers of this machine.</summary>
internal sealed class ElastiCacheService : Service
{
    private readonly ConcurrentDictionary<string, RedisServer> _servers = [];

    public override string Id => "elasticache";

    public override string QueryVersion => "2015-02-02";

    public override string XmlNamespace => "http://elasticache.amazonaws.com/doc/2015-02-02/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            DescribeServerlessCaches.Definition,
            DescribeReplicationGroups.Definition,
            DescribeCacheClusters.Definition,
            DescribeCacheSubnetGroups.Definition,
            ListTagsForResource.Definition,
            CreateServerlessCache.Definition,
            DeleteServerlessCache.Definition,
        ];

    public LocalEngines Engines => Host.Engines;

    public new CacheState State(Scope scope) => (CacheState)base.State(scope);

    protected override ServiceState CreateState(Scope scope) => new CacheState(this, scope);

    /// <summary>What ran when the emulator ended runs again.</summary>
    public override void Start(CancellationToken stopping)
    {
        foreach (var state in States.Cast<CacheState>())
        foreach (var cache in Host.Read(state, s => s.Caches.Values.Where(c => !c.StandIn).ToArray()))
            _ = StartAgainAsync(cache, stopping);
    }

    public RedisServer Server(CacheServer cache) => _servers.GetOrAdd(cache.ResourceId, _ => new(Engines, cache));

    public async Task RemoveAsync(CacheServer cache)
    {
        if (_servers.TryRemove(cache.ResourceId, out var server))
            await server.StopAsync().ConfigureAwait(false);
    }

    private async Task StartAgainAsync(CacheServer cache, CancellationToken stopping)
    {
        var logger = Host.Loggers.CreateLogger<ElastiCacheService>();
        try
        {
            var failure = Engines.Places.RedisServer is null
                ? "there is no Redis server: --redis-server PATH"
                : await Server(cache).StartAsync(stopping).ConfigureAwait(false);
            if (failure is not null)
                CacheLog.NotStarted(logger, cache.Name, failure);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The emulator ends already
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            CacheLog.NotStarted(logger, cache.Name, e.Message);
        }
    }
}

internal static partial class CacheLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The cache {Name} does not run: {Reason}")]
    public static partial void NotStarted(ILogger logger, string name, string reason);
}
