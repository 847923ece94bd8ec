using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Engines.Postgres;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Rds.Operations;
using LocalCloud.Aws.Rds.Proxies;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Rds;

/// <summary>Databases are PostgreSQL servers of this machine.</summary>
internal sealed class RdsService : Service
{
    private readonly ConcurrentDictionary<string, PostgresServer> _servers = [];
    private readonly ConcurrentDictionary<string, ProxyListener> _proxies = [];

    /// <summary>Checks the signatures of IAM's tokens; null: they are not checked.</summary>
    public SignatureCheck? Signatures => Secrets is { } secrets ? field ??= new(secrets, Host.Time) : null;

    public Secrets? Secrets { get; init; }

    public override string Id => "rds";

    public override string QueryVersion => "2014-10-31";

    public override string XmlNamespace => "http://rds.amazonaws.com/doc/2014-10-31/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            DescribeDBInstances.Definition,
            DescribeDBClusters.Definition,
            DescribeDBProxies.Definition,
            DescribeDBProxyTargets.Definition,
            DescribeDBProxyTargetGroups.Definition,
            DescribeDBSubnetGroups.Definition,
            ListTagsForResource.Definition,
            CreateDBInstance.Definition,
            DeleteDBInstance.Definition,
        ];

    public LocalEngines Engines => Host.Engines;

    public new RdsState State(Scope scope) => (RdsState)base.State(scope);

    protected override ServiceState CreateState(Scope scope) => new RdsState(this, scope);

    /// <summary>What ran when the emulator ended runs again.</summary>
    public override void Start(CancellationToken stopping)
    {
        stopping.Register(Stop);
        foreach (var state in States.Cast<RdsState>())
        {
            foreach (var server in Host.Read(state, s => s.Servers.Where(server => !server.StandIn).ToArray()))
                _ = StartAgainAsync(state, server, stopping);
            foreach (var proxy in Host.Read(state, s => s.Proxies.Values.Where(p => !p.StandIn).ToArray()))
                if (Listen(state, proxy) is { } failure)
                    RdsLog.NotStarted(Host.Loggers.CreateLogger<RdsService>(), proxy.Name, failure);
        }
    }

    public PostgresServer Server(DatabaseServer database) => _servers.GetOrAdd(database.ResourceId, _ => new(Engines, database));

    public string[] ProxiesOf(RdsState state, DatabaseServer server) =>
        Host.Read(state, s =>
            s.Proxies.Values.Where(p => !p.StandIn && s.Server(p.Instance, p.Cluster)?.ResourceId == server.ResourceId)
                .Select(p => p.Address)
                .ToArray()
        );

    /// <returns>Null, or why it does not listen.</returns>
    public string? Listen(RdsState state, DatabaseProxy proxy)
    {
        if (_proxies.ContainsKey(proxy.ArnId))
            return null;
        try
        {
            IamAccess? access = null;
            _proxies[proxy.ArnId] = new(
                new(IPAddress.Parse(proxy.Address), proxy.Port),
                () =>
                    Host.Read(state, s =>
                        s.Proxies.GetValueOrDefault(proxy.Name) is { } now && s.Server(now.Instance, now.Cluster) is { } target
                            ? new IPEndPoint(IPAddress.Parse(target.Address), target.Port)
                            : null
                    ),
                () => Host.Read(state, s => s.Proxies.GetValueOrDefault(proxy.Name)?.RequireTls == true),
                () =>
                    Host.Read(state, s => s.Proxies.GetValueOrDefault(proxy.Name)?.RequiresIam == true)
                        ? access ??= new(Engines.Authority.Issue(proxy.Address), new ProxyAccess(this, state, proxy).AdmitAsync)
                        : null
            );
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }

    public void Close(DatabaseProxy proxy)
    {
        if (_proxies.TryRemove(proxy.ArnId, out var listener))
            listener.Dispose();
    }

    public async Task RemoveAsync(DatabaseServer database)
    {
        if (_servers.TryRemove(database.ResourceId, out var server))
            await server.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Certificate and access of a server whose proxies, parameters or password rules have changed.</summary>
    public async Task RefreshAsync(RdsState state, DatabaseServer? database, CancellationToken cancellation)
    {
        if (database is null or { StandIn: true })
            return;
        await Server(database).ReconfigureAsync(database, ProxiesOf(state, database), cancellation).ConfigureAwait(false);
    }

    private async Task StartAgainAsync(RdsState state, DatabaseServer database, CancellationToken stopping)
    {
        var logger = Host.Loggers.CreateLogger<RdsService>();
        try
        {
            var failure = Engines.Places.Postgres is null
                ? "there is no PostgreSQL: --postgres-home DIR"
                : await Server(database).StartAsync(ProxiesOf(state, database), stopping).ConfigureAwait(false);
            if (failure is not null)
                RdsLog.NotStarted(logger, database.Identifier, failure);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The emulator ends already
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            RdsLog.NotStarted(logger, database.Identifier, e.Message);
        }
    }

    private void Stop()
    {
        foreach (var listener in _proxies.Values)
            listener.Dispose();
    }
}

internal static partial class RdsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The database {Name} does not run: {Reason}")]
    public static partial void NotStarted(ILogger logger, string name, string reason);
}
