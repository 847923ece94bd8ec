namespace LocalCloud.Aws.Rds.Databases;

/// <summary>Changes an instance or a cluster to what is asked for by now: all of it, not only what differs.</summary>
internal static class ModifyDatabase
{
    public static async ValueTask<Result<DatabaseServer>> RunAsync(RdsState state, DatabaseRequest asked, CancellationToken cancellation)
    {
        if (DatabaseRules.Invalid(asked) is { } invalid)
            return invalid;
        var (before, parameters) = state.Host.Read(state, s =>
            (s.Databases(asked.IsCluster).GetValueOrDefault(asked.Identifier), s.Parameters(asked.ParameterGroup, asked.IsCluster))
        );
        if (before is null)
            return DatabaseRules.NotFound(asked.Identifier, asked.IsCluster);
        var server = before.As(asked, parameters);
        if (
            !(await MasterPassword.OfAsync(state, asked, server, mayBeMissing: true, cancellation).ConfigureAwait(false)).Ok(
                out var password,
                out var error
            )
        )
            return error;
        var forgotten = asked.ManagesPassword ? null : server.SecretArn;
        server = server with { SecretArn = forgotten is null ? password.SecretArn : null };
        if ((await state.PutAsync(state.Databases(server.IsCluster), server).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (server.HasServer && await ApplyAsync(state, before, server, password.Text, cancellation).ConfigureAwait(false) is { } failure)
            return new AwsError("InternalFailure", failure, 500);
        if (forgotten is not null)
            await MasterSecret.DeleteAsync(state, forgotten, cancellation).ConfigureAwait(false);
        return server;
    }

    /// <returns>Null, or why it does not run.</returns>
    private static async Task<string?> ApplyAsync(
        RdsState state,
        DatabaseServer before,
        DatabaseServer server,
        string password,
        CancellationToken cancellation
    )
    {
        var rds = state.Rds;
        if (server.Port == before.Port)
            await rds.RefreshAsync(state, server, cancellation).ConfigureAwait(false);
        else
        {
            await rds.RemoveAsync(before).ConfigureAwait(false);
            if (await rds.Server(server).StartAsync(rds.ProxiesOf(state, server), cancellation).ConfigureAwait(false) is { } failure)
                return failure;
        }
        if (password.Length > 0)
            await rds.Server(server).Administration.SetPasswordAsync(password, cancellation).ConfigureAwait(false);
        return null;
    }
}
