using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Rds.Proxies;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Rds;

/// <summary>Databases of an account in a region.</summary>
internal sealed class RdsState(RdsService service, Scope scope) : ServiceState(service, scope)
{
    public RdsService Rds => service;

    public Host Host => service.Host;

    /// <summary>By identifier, as clusters are.</summary>
    public Table<DatabaseServer> Instances { get; } = new("servers", RdsRows.Default.DatabaseServer, d => d.Identifier) { Prefix = "db/" };

    public Table<DatabaseServer> Clusters { get; } =
        new("servers", RdsRows.Default.DatabaseServer, d => d.Identifier) { Prefix = "cluster/" };

    public Table<DatabaseProxy> Proxies { get; } = new("proxies", RdsRows.Default.DatabaseProxy, p => p.Name);

    /// <summary>By <see cref="ParameterGroup.Key"/>.</summary>
    public Table<ParameterGroup> ParameterGroups { get; } = new("groups", RdsRows.Default.ParameterGroup, g => g.Key);

    public Table<SubnetGroup> SubnetGroups { get; } = new("subnetgroups", RdsRows.Default.SubnetGroup, g => g.Name);

    public Table<DatabaseSnapshot> Snapshots { get; } = new("snapshots", RdsRows.Default.DatabaseSnapshot, s => s.Identifier);

    /// <summary>Those with a server of their own.</summary>
    public IEnumerable<DatabaseServer> Servers => Clusters.Values.Concat(Instances.Values.Where(i => i.Cluster is null));

    public Table<DatabaseServer> Databases(bool cluster) => cluster ? Clusters : Instances;

    /// <summary>By identifier or ARN, in whatever case.</summary>
    public DatabaseServer? Find(string id, bool cluster) =>
        Databases(cluster)
            .GetValueOrDefault((id.StartsWith("arn:", StringComparison.Ordinal) ? id[(id.LastIndexOf(':') + 1)..] : id).ToLowerInvariant());

    /// <summary>The server behind an instance or a cluster: an instance in a cluster is the cluster's.</summary>
    public DatabaseServer? Server(string? instance, string? cluster)
    {
        var found = instance is not null ? Instances.GetValueOrDefault(instance.ToLowerInvariant()) : null;
        return found is { Cluster: null } ? found : Clusters.GetValueOrDefault((found?.Cluster ?? cluster ?? "").ToLowerInvariant());
    }

    public DatabaseServer? Server(DatabaseServer database) =>
        database.IsCluster ? Server(null, database.Identifier) : Server(database.Identifier, null);

    /// <summary>What a database with the group takes of it.</summary>
    public Dictionary<string, string> Parameters(string? group, bool cluster) =>
        group is null ? [] : ParameterGroups.GetValueOrDefault(ParameterGroup.KeyOf(group, cluster))?.Parameters ?? [];

    protected internal override void Load(IEnumerable<StoredRow> rows) =>
        StoredTable.Load(rows, Instances, Clusters, Proxies, ParameterGroups, SubnetGroups, Snapshots);
}
