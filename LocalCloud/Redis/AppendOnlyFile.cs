using Garnet;
using Tsavorite.core;

namespace LocalCloud.Redis;

/// <summary>Watches whether what is acknowledged reaches the disk.</summary>
internal static class AppendOnlyFile
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <returns>Why the append-only file cannot be written to any more; null when the server is to stop.</returns>
    public static async Task<string?> FailureAsync(GarnetServer server, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await server.Store.WaitForCommitAsync(stopping);
        }
        catch (CommitFailureException e)
        {
            return (e.InnerException?.Message ?? e.Message).TrimEnd('.');
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        return null;
    }
}
