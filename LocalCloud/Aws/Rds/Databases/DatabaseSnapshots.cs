using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Engines.Postgres;

namespace LocalCloud.Aws.Rds.Databases;

/// <summary>Data of a server that is gone, from which another can be made.</summary>
internal sealed record DatabaseSnapshot(string Identifier, DatabaseServer Of, string Folder, DateTimeOffset Created);

internal static class DatabaseSnapshots
{
    /// <summary>Stops the server: its data becomes the snapshot's.</summary>
    public static async Task KeepAsync(RdsState state, DatabaseServer server, string identifier)
    {
        var running = state.Rds.Server(server);
        await running.StopAsync().ConfigureAwait(false);
        var folder = Path.Combine("rds-snapshots", server.ResourceId);
        var kept = Path.Combine(state.Rds.Engines.Root, folder);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.Move(running.Data, kept);
        await state.PutAsync(state.Snapshots, new(identifier, server, folder, state.Time.GetUtcNow())).ConfigureAwait(false);
    }

    /// <summary>Before the server runs.</summary>
    public static void Restore(RdsState state, DatabaseSnapshot snapshot, PostgresServer server) =>
        Directories.Copy(Path.Combine(state.Rds.Engines.Root, snapshot.Folder), server.Data);
}
