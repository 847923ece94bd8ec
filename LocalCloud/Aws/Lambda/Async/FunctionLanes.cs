namespace LocalCloud.Aws.Lambda.Async;

/// <summary>The asynchronous invocations of each function, in the order in which they are due, so many side by side.</summary>
internal sealed class FunctionLanes
{
    /// <summary>
    /// How many of one function run side by side: as many environments as a laptop bears, where AWS would go on to a thousand.
    /// </summary>
    private static readonly int Concurrency = Math.Max(8, 2 * Environment.ProcessorCount);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Scope, string), Lane> _lanes = [];

    public void Enter((Scope, string) function, Func<Task> run, CancellationToken stopping)
    {
        lock (_gate)
        {
            if (!_lanes.TryGetValue(function, out var lane))
                _lanes[function] = lane = new();
            lane.Waiting.Enqueue(run);
            if (lane.Running >= Concurrency)
                return;
            lane.Running++;
            _ = Task.Run(() => WorkAsync(lane, stopping), CancellationToken.None);
        }
    }

    private async Task WorkAsync(Lane lane, CancellationToken stopping)
    {
        while (true)
        {
            Func<Task>? run;
            lock (_gate)
                if (stopping.IsCancellationRequested || !lane.Waiting.TryDequeue(out run))
                {
                    lane.Running--;
                    return;
                }
            await run().ConfigureAwait(false);
        }
    }

    private sealed class Lane
    {
        public Queue<Func<Task>> Waiting { get; } = [];

        public int Running { get; set; }
    }
}
