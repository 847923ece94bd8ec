using System.Security.Cryptography;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.Rds.Databases;

/// <summary>Makes an instance or a cluster, and a PostgreSQL of its own for it, where there is PostgreSQL. It is available when this has
/// ended.</summary>
internal static class CreateDatabase
{
    private const int UsualPort = 5432;

    /// <param name="resumes">It was begun before and may have happened: what is there of that name is completed.</param>
    public static async ValueTask<Result<DatabaseServer>> RunAsync(
        RdsState state,
        DatabaseRequest asked,
        bool resumes,
        CancellationToken cancellation
    )
    {
        if (DatabaseRules.Invalid(asked) is { } invalid)
            return invalid;
        var host = state.Host;
        var (server, snapshot) = host.Read(state, s =>
            (
                s.Databases(asked.IsCluster).GetValueOrDefault(asked.Identifier),
                s.Snapshots.GetValueOrDefault(asked.Snapshot?.ToLowerInvariant() ?? "")
            )
        );
        if (server is not null && !resumes)
            return DatabaseRules.AlreadyExists(asked.IsCluster);
        if (asked.Snapshot is not null && snapshot is null)
            return new AwsError("DBSnapshotNotFound", $"DBSnapshot not found: {asked.Snapshot}", 404);
        server ??= New(state, asked, snapshot);
        if (server.Cluster is { } cluster && !host.Read(state, s => s.Clusters.ContainsKey(cluster)))
            return new AwsError("DBClusterNotFoundFault", $"DBCluster {cluster} not found", 404);
        if (
            !(
                await MasterPassword.OfAsync(state, asked, server, mayBeMissing: snapshot is not null, cancellation).ConfigureAwait(false)
            ).Ok(out var password, out var error)
        )
            return error;
        if (password.SecretArn is not null)
            server = server with { SecretArn = password.SecretArn };
        if ((await state.PutAsync(state.Databases(server.IsCluster), server).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (server.HasServer && await StartAsync(state, server, password.Text, snapshot, cancellation).ConfigureAwait(false) is { } failure)
        {
            await DeleteDatabase.RemoveAsync(state, server, cancellation).ConfigureAwait(false);
            return new AwsError("InternalFailure", failure, 500);
        }
        return server;
    }

    private static DatabaseServer New(RdsState state, DatabaseRequest asked, DatabaseSnapshot? snapshot)
    {
        var places = state.Rds.Engines.Places;
        var member = asked.IsCluster ? null : asked.Cluster?.ToLowerInvariant();
        var (address, port) =
            places.Postgres is null ? Loopback.Split(places.PostgresAddress)
            : member is not null ? ("", 0)
            : Loopback.Take(asked.Port ?? UsualPort);
        var server = new DatabaseServer
        {
            Identifier = asked.Identifier,
            IsCluster = asked.IsCluster,
            ResourceId =
                $"{(asked.IsCluster ? "cluster" : "db")}-{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26)}",
            Engine = asked.Engine ?? snapshot?.Of.Engine ?? (asked.IsCluster ? "aurora-postgresql" : "postgres"),
            Address = address,
            Port = port,
            StandIn = places.Postgres is null,
            MasterUsername = snapshot?.Of.MasterUsername ?? asked.MasterUsername ?? "postgres",
            DatabaseName = snapshot?.Of.DatabaseName ?? asked.DatabaseName,
            AdminPassword = snapshot?.Of.AdminPassword ?? RandomNumberGenerator.GetHexString(32),
            Cluster = member,
            Created = state.Time.GetUtcNow(),
        };
        return server.As(asked, state.Host.Read(state, s => s.Parameters(asked.ParameterGroup, asked.IsCluster)));
    }

    /// <returns>Null, or why it does not run.</returns>
    private static async Task<string?> StartAsync(
        RdsState state,
        DatabaseServer server,
        string password,
        DatabaseSnapshot? snapshot,
        CancellationToken cancellation
    )
    {
        var running = state.Rds.Server(server);
        try
        {
            if (snapshot is not null)
                DatabaseSnapshots.Restore(state, snapshot, running);
            if (await running.StartAsync(state.Rds.ProxiesOf(state, server), cancellation).ConfigureAwait(false) is { } failure)
                return failure;
            if (snapshot is null)
                await running.Administration.SetUpAsync(password, cancellation).ConfigureAwait(false);
            else if (password.Length > 0)
                await running.Administration.SetPasswordAsync(password, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Npgsql.PostgresException e)
        {
            return $"PostgreSQL: {e.MessageText}";
        }
        catch (Exception e)
            when (e is Npgsql.NpgsqlException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return $"PostgreSQL does not run: {e.Message}";
        }
    }
}
