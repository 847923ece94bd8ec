using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.Rds.Proxies;

/// <summary>Which database a proxy leads to, by the one target group that it has. The database's certificate and access follow.</summary>
internal static class ProxyTargets
{
    public const string Group = "default";

    /// <param name="pool">ConnectionPoolConfigurationInfo, to be given back</param>
    public static async ValueTask<Result<DatabaseProxy>> RegisterAsync(
        RdsState state,
        string proxyName,
        string? instance,
        string? cluster,
        JsonNode? pool,
        CancellationToken cancellation
    )
    {
        (DatabaseServer? Before, DatabaseServer? Now) target = default;
        var put = await state
            .Host.ChangeAsync<RdsState, DatabaseProxy>(state, (s, changes) =>
            {
                if (s.Proxies.GetValueOrDefault(proxyName) is not { } proxy)
                    return DatabaseProxy.NotFound(proxyName);
                target = (s.Server(proxy.Instance, proxy.Cluster), s.Server(instance, cluster));
                if (target.Now is null && (instance ?? cluster) is { } missing)
                    return DatabaseRules.NotFound(missing, cluster: instance is null);
                var settings = Settings.Of(proxy.Settings);
                settings["ConnectionPoolConfigurationInfo"] = pool?.DeepClone();
                proxy = proxy with
                {
                    Settings = settings,
                    Instance = instance?.ToLowerInvariant(),
                    Cluster = cluster?.ToLowerInvariant(),
                    TargetGroupId = proxy.TargetGroupId ?? $"prx-tg-0{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
                };
                s.Proxies.Put(changes, proxy);
                return proxy;
            })
            .ConfigureAwait(false);
        if (put.Error is null)
        {
            if (target.Before?.ResourceId != target.Now?.ResourceId)
                await state.Rds.RefreshAsync(state, target.Before, cancellation).ConfigureAwait(false);
            await state.Rds.RefreshAsync(state, target.Now, cancellation).ConfigureAwait(false);
        }
        return put;
    }

    public static async ValueTask DeregisterAsync(RdsState state, string proxyName, CancellationToken cancellation)
    {
        DatabaseServer? before = null;
        await state
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                if (s.Proxies.GetValueOrDefault(proxyName) is not { } proxy)
                    return Nothing.Instance;
                before = s.Server(proxy.Instance, proxy.Cluster);
                s.Proxies.Put(changes, proxy with { Instance = null, Cluster = null });
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        await state.Rds.RefreshAsync(state, before, cancellation).ConfigureAwait(false);
    }
}
