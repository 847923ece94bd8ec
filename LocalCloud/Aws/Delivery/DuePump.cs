using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Aws.Telemetry;

namespace LocalCloud.Aws.Deliveries;

/// <summary>
/// Does what is pending when it is due, some at a time. Woken by commits and by timers of the host's clock. What it has not done when the
/// process ends is in the store and goes on after the next start: each is done at least once.
/// </summary>
/// <param name="workers">A try mostly waits for the target's commit: so many share one.</param>
internal abstract class DuePump<TState, T>(Service service, int workers)
    where TState : ServiceState
    where T : class, IPending
{
    private static readonly ActivitySource Tracing = new(Spans.SourceName);

    private readonly Channel<(TState State, T One)> _due = Channel.CreateUnbounded<(TState, T)>();
    private volatile bool _started;

    protected Host Host => service.Host;

    protected IEnumerable<TState> States => service.States.Cast<TState>();

    protected ILogger Log { get; private set; } = null!;

    protected CancellationToken Stopping { get; private set; }

    /// <summary>Under the state's gate: all that can be begun with, in the order in which it is to be tried.</summary>
    protected abstract IEnumerable<T> Pending(TState state);

    /// <summary>Under the state's gate: this very one is still to be done.</summary>
    protected abstract bool IsPending(TState state, T one);

    /// <summary>It may wait for somebody outside, seconds even: others are not to wait for it.</summary>
    protected virtual bool TakesTime(T one) => false;

    protected abstract Task<Outcome<T>> TryAsync(TState state, T one);

    /// <summary>One that fails in an unforeseen way does not stop the others: it is tried again as if the target had failed.</summary>
    protected abstract Outcome<T> Unforeseen(TState state, T one, Exception e);

    /// <summary>Under the state's gate, with the rows that are to change. Answers what is to be done next: the same once more, or what
    /// waited behind it.</summary>
    protected abstract T? Settle(TState state, Changes changes, T one, Outcome<T> outcome);

    /// <summary>When all that is on disk: what is told to whom, and may fail.</summary>
    protected virtual Task TellAsync(TState state, T one, Outcome<T> outcome) => Task.CompletedTask;

    public virtual void Start(CancellationToken stopping)
    {
        Stopping = stopping;
        Log = Host.Loggers.CreateLogger(GetType());
        // Before the look at the rows: what is committed in between may come in twice, but cannot be missed
        _started = true;
        for (var i = 0; i < workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in States)
        foreach (var one in Host.Read(state, s => Pending(s).ToArray()))
            Enqueue(state, one);
    }

    /// <summary>Once its row is on disk.</summary>
    public void Enqueue(TState state, T one)
    {
        if (!_started)
            return; // Start takes all there are
        var wait = one.Due - state.Time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            Enter(state, one);
        else
            _ = WaitAsync(state, one, wait);
    }

    /// <summary>It is due: to the workers, unless the service has lanes of its own.</summary>
    protected virtual void Enter(TState state, T one) => _due.Writer.TryWrite((state, one));

    protected async Task CarryAsync(TState state, T one)
    {
        // while the process starts, one may have come in twice
        if (!Host.Read(state, s => IsPending(s, one)))
            return;
        Outcome<T> outcome;
        try
        {
            outcome = await TryAsync(state, one).ConfigureAwait(false);
        }
        catch (Exception) when (Stopping.IsCancellationRequested)
        {
            return; // whatever it was of the services that end: it is tried again after the next start
        }
        catch (Exception e)
        {
            outcome = Unforeseen(state, one, e);
        }
        try
        {
            T? next = null;
            // when the disk fails, memory has the change all the same, and the rows go with the next commit
            await Host.ChangeAsync(state, Result<Nothing> (s, changes) =>
                {
                    next = Settle(s, changes, one, outcome);
                    return Nothing.Instance;
                })
                .ConfigureAwait(false);
            if (next is not null)
                Enqueue(state, next);
            await TellAsync(state, one, outcome).ConfigureAwait(false);
        }
        catch (Exception e) when (!Stopping.IsCancellationRequested)
        {
            // its row is there, and goes on after the next start; the worker goes on with the others
            PumpLog.NotSettled(Log, outcome.Status, e);
        }
    }

    /// <summary>The span of a try, in the trace of what it comes from.</summary>
    protected static Activity? StartSpan(string name, string? traceParent, string? destination)
    {
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        return Tracing.StartActivity(name, ActivityKind.Producer, parent)?.SetTag("messaging.destination.name", destination);
    }

    private async Task WaitAsync(TState state, T one, TimeSpan wait)
    {
        var pause = Task.Delay(wait, state.Time, Stopping);
        // A clock that was moved between the look at it and the start of the timer would let it wait too long.
        if (state.Time.GetUtcNow() < one.Due)
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!Stopping.IsCancellationRequested)
            Enter(state, one);
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (state, one) in _due.Reader.ReadAllAsync(Stopping).ConfigureAwait(false))
            {
                var carried = CarryAsync(state, one);
                if (!TakesTime(one))
                    await carried.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested) { }
    }
}

internal static partial class PumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "What was {Status} could not be recorded as such")]
    public static partial void NotSettled(ILogger log, string status, Exception e);
}
