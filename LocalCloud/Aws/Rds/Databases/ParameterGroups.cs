namespace LocalCloud.Aws.Rds.Databases;

/// <summary>Parameters that databases which name the group take up: at once, or at their next start.</summary>
internal static class ParameterGroups
{
    public static async ValueTask<Result<Nothing>> PutAsync(RdsState state, ParameterGroup group, CancellationToken cancellation)
    {
        var concerned = new List<DatabaseServer>();
        var put = await state
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                s.ParameterGroups.Put(changes, group);
                concerned.AddRange(s.Servers.Where(group.IsOf).Select(server => server with { Parameters = group.Parameters }));
                foreach (var server in concerned)
                    s.Databases(group.Cluster).Put(changes, server);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (put.Error is null)
            foreach (var server in concerned)
                await state.Rds.RefreshAsync(state, server, cancellation).ConfigureAwait(false);
        return put;
    }
}
