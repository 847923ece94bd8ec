using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>The last invocations and what became of them. Not stored: it is for looking, not for working.</summary>
internal sealed class InvocationHistory
{
    private const int Kept = 200;

    private readonly LinkedList<InvocationTrace> _traces = [];

    /// <summary>newest first</summary>
    public IEnumerable<InvocationTrace> Traces => _traces;

    public void Add(Invocation invocation, DateTimeOffset at)
    {
        _traces.AddFirst(new InvocationTrace(invocation) { At = at });
        if (_traces.Count > Kept)
            _traces.RemoveLast();
    }

    public void Update(Invocation invocation, Outcome<Invocation> outcome, DateTimeOffset at)
    {
        if (_traces.FirstOrDefault(t => t.Invocation.Key == invocation.Key) is { } trace)
            (trace.Status, trace.Attempts, trace.Error, trace.At) = (
                outcome.Status,
                outcome.Attempts,
                outcome.Failure?.Message ?? trace.Error,
                at
            );
    }
}

internal sealed class InvocationTrace(Invocation invocation)
{
    public Invocation Invocation => invocation;

    /// <summary>pending, delivered, retrying, dead-lettering, dead-lettered or dropped</summary>
    public string Status { get; set; } = Outcome.Pending;

    public int Attempts { get; set; }

    public string? Error { get; set; }

    public DateTimeOffset At { get; set; }
}
