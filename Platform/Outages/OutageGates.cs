using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Queue.Consuming;
using ServiceDefaults;

namespace Platform.Outages;

/// <summary>
/// Keeps a consumer from receiving while something that its handlers need is away: each receive counts as a delivery, and an outage would
/// use up the deliveries of messages that have nothing wrong with them. A failure that says so closes the dependency's gate; probes at
/// growing intervals open it.
/// </summary>
internal sealed partial class OutageGates(
    IEnumerable<DependencyProbe> probes,
    IOptions<QueueConsumerOptions> options,
    TimeProvider time,
    ILogger<OutageGates> logger
)
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Dependency, Gate> _gates = probes
        .DistinctBy(probe => probe.Dependency)
        .ToDictionary(probe => probe.Dependency, probe => new Gate(probe));

    public bool AreOpen => _gates.Values.All(gate => !gate.IsClosed);

    /// <summary>Nothing is received until the dependency answers again. Nothing happens for one that has no probe.</summary>
    public void Close(Dependency dependency, Exception reason)
    {
        if (_gates.TryGetValue(dependency, out var gate) && gate.Close(time.GetUtcNow(), 2 * options.Value.LongestProbe))
        {
            LogClosed(dependency, reason.Message);
        }
    }

    /// <summary>Returns when everything answers: at once, or after as many probes as it takes.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        foreach (var gate in _gates.Values)
        {
            while (gate.IsClosed)
            {
                await ProbeAsync(gate, cancellationToken);
            }
        }
    }

    private async Task ProbeAsync(Gate gate, CancellationToken cancellationToken)
    {
        var wait = Backoff.After(++gate.Probes, options.Value.FirstProbe, options.Value.LongestProbe);

        // The timer stands when the line is written: who moves the clock by it moves far enough.
        var waiting = Task.Delay(wait, time, cancellationToken);
        LogWaiting(gate.Probe.Dependency, wait.TotalSeconds);
        await waiting;
        using var quiet = Quiet.Begin();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeLimit);
        try
        {
            await gate.Probe.AskAsync(limit.Token);
            gate.Open(time.GetUtcNow());
            LogOpen(gate.Probe.Dependency, gate.Probes);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogStillAway(gate.Probe.Dependency, exception.Message);
        }
    }

    private sealed class Gate(DependencyProbe probe)
    {
        private readonly Lock _sync = new();
        private volatile bool _closed;
        private DateTimeOffset _openedAt;

        public DependencyProbe Probe => probe;

        public bool IsClosed => _closed;

        /// <summary>How many there have been in this outage.</summary>
        public int Probes { get; set; }

        /// <param name="settle">What fails again within this time after it answered was not well: the intervals go on growing.</param>
        /// <returns>False when it was closed before.</returns>
        public bool Close(DateTimeOffset now, TimeSpan settle)
        {
            lock (_sync)
            {
                if (_closed)
                {
                    return false;
                }

                Probes = now - _openedAt < settle ? Probes : 0;
                return _closed = true;
            }
        }

        public void Open(DateTimeOffset now)
        {
            lock (_sync)
            {
                (_openedAt, _closed) = (now, false);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Dependency} is away: nothing is received until it answers ({Reason})")]
    private partial void LogClosed(Dependency dependency, string reason);

    [LoggerMessage(LogLevel.Debug, "{Dependency} is asked again in {Seconds} s")]
    private partial void LogWaiting(Dependency dependency, double seconds);

    [LoggerMessage(LogLevel.Information, "{Dependency} is still away: {Reason}")]
    private partial void LogStillAway(Dependency dependency, string reason);

    [LoggerMessage(LogLevel.Warning, "{Dependency} answers again, after {Probes} probes: receiving goes on")]
    private partial void LogOpen(Dependency dependency, int probes);
}
