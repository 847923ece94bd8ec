using System.Diagnostics;
using System.Net;

namespace Serverless.Bench.Load;

/// <summary>Clients with a connection and a thread each, all doing the same for a while.</summary>
internal static class Clients
{
    /// <param name="warm">Called when the warm-up is over.</param>
    /// <param name="step">One round of one client; returns how many messages it has handled, and records what it likes.</param>
    public static Measured Run(
        IPEndPoint server,
        int clients,
        TimeSpan warmUp,
        TimeSpan time,
        Func<int, Connection, Latencies, int> step,
        Action? warm = null
    )
    {
        var latencies = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToList();
        var messages = new long[clients];
        Exception? failure = null;
        var start = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var threads = Enumerable
            .Range(0, clients)
            .Select(client => new Thread(() =>
            {
                try
                {
                    using var connection = new Connection(server);
                    var discarded = new Latencies();
                    while (Stopwatch.GetTimestamp() is var now && now < end && failure is null)
                    {
                        var done = step(client, connection, now < start ? discarded : latencies[client]);
                        if (now >= start)
                            messages[client] += done;
                    }
                }
                catch (Exception e)
                {
                    failure = e;
                }
            })
            {
                IsBackground = true,
            })
            .ToList();
        threads.ForEach(t => t.Start());
        using (var timer = new Timer(_ => warm?.Invoke(), null, warmUp, Timeout.InfiniteTimeSpan))
            threads.ForEach(t => t.Join());
        if (failure is not null)
            throw new InvalidOperationException("A client has failed.", failure);
        return new(messages.Sum() / time.TotalSeconds, Latencies.Merge(latencies));
    }
}

internal sealed record Measured(double PerSecond, Latencies Latencies);
