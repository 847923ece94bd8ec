using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.Rds.Databases;

/// <summary>Ends the server of an instance or a cluster, and its data with it.</summary>
internal static class DeleteDatabase
{
    /// <param name="finalSnapshot">What the snapshot is called that it leaves; null: it leaves none</param>
    public static async ValueTask<Result<Nothing>> RunAsync(
        RdsState state,
        DatabaseServer server,
        string? finalSnapshot,
        CancellationToken cancellation
    )
    {
        if (server.Settings.Text("DeletionProtection") == "true")
            return new AwsError(
                "InvalidParameterCombination",
                $"Cannot delete protected {(server.IsCluster ? "Cluster" : "DB Instance")}, "
                    + "please disable deletion protection and try again."
            );
        if (finalSnapshot is not null && server.HasServer)
            await DatabaseSnapshots.KeepAsync(state, server, finalSnapshot.ToLowerInvariant()).ConfigureAwait(false);
        await RemoveAsync(state, server, cancellation).ConfigureAwait(false);
        return Nothing.Instance;
    }

    public static async Task RemoveAsync(RdsState state, DatabaseServer server, CancellationToken cancellation)
    {
        if (server.HasServer)
        {
            var folder = state.Rds.Server(server).Folder;
            await state.Rds.RemoveAsync(server).ConfigureAwait(false);
            LocalEngines.Delete(folder);
        }
        if (server.SecretArn is { } secret)
            await MasterSecret.DeleteAsync(state, secret, cancellation).ConfigureAwait(false);
        await state.DeleteAsync(state.Databases(server.IsCluster), server.Identifier).ConfigureAwait(false);
    }
}
