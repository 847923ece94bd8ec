using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.ElastiCache;

/// <summary>Caches of an account in a region.</summary>
internal sealed class CacheState(ElastiCacheService service, Scope scope) : ServiceState(service, scope)
{
    public ElastiCacheService ElastiCache => service;

    public Host Host => service.Host;

    /// <summary>By <see cref="CacheServer.Key"/>.</summary>
    public Table<CacheServer> Caches { get; } = new("caches", CacheRows.Default.CacheServer, c => c.Key);

    public Table<CacheSubnetGroup> SubnetGroups { get; } = new("subnetgroups", CacheRows.Default.CacheSubnetGroup, g => g.Name);

    public IEnumerable<CacheServer> Of(CacheKind kind) => Caches.Values.Where(c => c.Kind == kind);

    public CacheServer? Find(CacheKind kind, string name) => Caches.GetValueOrDefault(CacheServer.KeyOf(kind, name));

    protected internal override void Load(IEnumerable<StoredRow> rows) => StoredTable.Load(rows, Caches, SubnetGroups);
}
