using System.Security.Cryptography;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.Rds.Proxies;

/// <summary>Makes, modifies and deletes a proxy: an address of its own with PostgreSQL's port, behind which its target's server
/// is.</summary>
internal static class ProxyChanges
{
    /// <param name="resumes">It was begun before and may have happened: what is there of that name is completed.</param>
    public static async ValueTask<Result<DatabaseProxy>> CreateAsync(RdsState state, ProxyRequest asked, bool resumes)
    {
        var proxy = state.Host.Read(state, s => s.Proxies.GetValueOrDefault(asked.Name));
        if (proxy is not null && !resumes)
            return AlreadyExists(asked.Name);
        if (proxy is null)
        {
            proxy = New(state, asked);
            if ((await state.PutAsync(state.Proxies, proxy).ConfigureAwait(false)).Error is { } notStored)
                return notStored;
        }
        return !proxy.StandIn && state.Rds.Listen(state, proxy) is { } failure
            ? new AwsError("InternalFailure", $"{proxy.Address}:{proxy.Port}: {failure}", 500)
            : proxy;
    }

    public static async ValueTask<Result<DatabaseProxy>> ModifyAsync(RdsState state, ProxyRequest asked)
    {
        if (state.Host.Read(state, s => s.Proxies.GetValueOrDefault(asked.Name)) is not { } proxy)
            return DatabaseProxy.NotFound(asked.Name);
        proxy = proxy.As(asked);
        return (await state.PutAsync(state.Proxies, proxy).ConfigureAwait(false)).Error is { } notStored ? notStored : proxy;
    }

    /// <summary>What is gone already counts as deleted.</summary>
    public static async ValueTask<Result<Nothing>> DeleteAsync(RdsState state, string name)
    {
        if (state.Host.Read(state, s => s.Proxies.GetValueOrDefault(name)) is not { } proxy)
            return Nothing.Instance;
        state.Rds.Close(proxy);
        return await state.DeleteAsync(state.Proxies, name).ConfigureAwait(false);
    }

    public static AwsError AlreadyExists(string name) => new("DBProxyAlreadyExistsFault", $"DBProxy {name} already exists.");

    private static DatabaseProxy New(RdsState state, ProxyRequest asked)
    {
        var places = state.Rds.Engines.Places;
        var (address, port) = places.Postgres is null ? Loopback.Split(places.PostgresAddress) : Loopback.Take(DatabaseProxy.UsualPort);
        var proxy = new DatabaseProxy
        {
            Name = asked.Name,
            Address = address,
            Port = port,
            StandIn = places.Postgres is null,
            ArnId = $"prx-0{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
            RoleArn = asked.RoleArn,
            Created = state.Time.GetUtcNow(),
        };
        return proxy.As(asked);
    }
}
