using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Rds;

/// <summary>Databases of an account in a region.</summary>
internal sealed class RdsState(RdsService service, Scope scope) : ServiceState(service, scope)
{
    private const string ServerRows = "servers",
        ProxyRows = "proxies",
        GroupRows = "groups",
        SnapshotRows = "snapshots",
        SubnetRows = "subnetgroups";

    public SortedDictionary<string, DatabaseServer> Instances { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DatabaseServer> Clusters { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DatabaseProxy> Proxies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ParameterGroup> Groups { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DatabaseSnapshot> Snapshots { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SubnetGroup> SubnetGroups { get; } = new(StringComparer.Ordinal);

    /// <summary>Those with a server of their own.</summary>
    public IEnumerable<DatabaseServer> Servers => Clusters.Values.Concat(Instances.Values.Where(i => i.Cluster is null));

    /// <summary>The server behind an instance or a cluster: an instance in a cluster is the cluster's.</summary>
    public DatabaseServer? Server(string? instance, string? cluster)
    {
        var found = instance is not null ? Instances.GetValueOrDefault(instance.ToLowerInvariant()) : null;
        return found is { Cluster: null } ? found : Clusters.GetValueOrDefault((found?.Cluster ?? cluster ?? "").ToLowerInvariant());
    }

    public ParameterGroup? Group(string? name, bool cluster) => name is null ? null : Groups.GetValueOrDefault(GroupKey(name, cluster));

    public DatabaseServer? Of(string identifier, bool cluster) => (cluster ? Clusters : Instances).GetValueOrDefault(identifier);

    public void Put(Changes changes, DatabaseServer server)
    {
        (server.IsCluster ? Clusters : Instances)[server.Identifier] = server;
        changes.Put(ServerRows, Key(server), server, RdsRows.Default.DatabaseServer);
    }

    public void Delete(Changes changes, DatabaseServer server)
    {
        (server.IsCluster ? Clusters : Instances).Remove(server.Identifier);
        changes.Delete(ServerRows, Key(server));
    }

    public void Put(Changes changes, DatabaseProxy proxy)
    {
        Proxies[proxy.Name] = proxy;
        changes.Put(ProxyRows, proxy.Name, proxy, RdsRows.Default.DatabaseProxy);
    }

    public void Delete(Changes changes, DatabaseProxy proxy)
    {
        Proxies.Remove(proxy.Name);
        changes.Delete(ProxyRows, proxy.Name);
    }

    public void Put(Changes changes, ParameterGroup group)
    {
        Groups[GroupKey(group.Name, group.Cluster)] = group;
        changes.Put(GroupRows, GroupKey(group.Name, group.Cluster), group, RdsRows.Default.ParameterGroup);
    }

    public void DeleteGroup(Changes changes, string name, bool cluster)
    {
        Groups.Remove(GroupKey(name, cluster));
        changes.Delete(GroupRows, GroupKey(name, cluster));
    }

    public void Put(Changes changes, DatabaseSnapshot snapshot)
    {
        Snapshots[snapshot.Identifier] = snapshot;
        changes.Put(SnapshotRows, snapshot.Identifier, snapshot, RdsRows.Default.DatabaseSnapshot);
    }

    public void Put(Changes changes, SubnetGroup group)
    {
        SubnetGroups[group.Name] = group;
        changes.Put(SubnetRows, group.Name, group, RdsRows.Default.SubnetGroup);
    }

    public void DeleteSubnetGroup(Changes changes, string name)
    {
        SubnetGroups.Remove(name);
        changes.Delete(SubnetRows, name);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case ServerRows:
                    var server = JsonSerializer.Deserialize(value, RdsRows.Default.DatabaseServer)!;
                    (server.IsCluster ? Clusters : Instances)[server.Identifier] = server;
                    break;
                case ProxyRows:
                    Proxies[key] = JsonSerializer.Deserialize(value, RdsRows.Default.DatabaseProxy)!;
                    break;
                case GroupRows:
                    Groups[key] = JsonSerializer.Deserialize(value, RdsRows.Default.ParameterGroup)!;
                    break;
                case SubnetRows:
                    SubnetGroups[key] = JsonSerializer.Deserialize(value, RdsRows.Default.SubnetGroup)!;
                    break;
                case SnapshotRows:
                    Snapshots[key] = JsonSerializer.Deserialize(value, RdsRows.Default.DatabaseSnapshot)!;
                    break;
            }
    }

    private static string Key(DatabaseServer server) => $"{(server.IsCluster ? "cluster" : "db")}/{server.Identifier}";

    private static string GroupKey(string name, bool cluster) => $"{(cluster ? "cluster" : "db")}/{name.ToLowerInvariant()}";
}
