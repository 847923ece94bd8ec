namespace LocalCloud.Aws.FaultInjection;

/// <summary>The faults that are switched on. They are not stored: a restart heals.</summary>
internal sealed class ActiveFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile FaultSwitch[] _all = [];
    private int _last;

    /// <summary>False costs one read, so that nobody pays for faults that are not there.</summary>
    public bool Any => _all.Length > 0;

    internal IEnumerable<ActiveFault> All => _all.Select(f => f.Describe());

    internal ActiveFault Add(Fault fault)
    {
        lock (_gate)
        {
            var added = new FaultSwitch($"fault-{++_last}", fault);
            _all = [.. _all, added];
            return added.Describe();
        }
    }

    /// <param name="id">null removes all.</param>
    internal bool Remove(string? id)
    {
        lock (_gate)
        {
            var before = _all.Length;
            _all = id is null ? [] : [.. _all.Where(f => f.Id != id)];
            return _all.Length < before;
        }
    }

    /// <summary>Does a fault of this kind hit now? Counts it when it does.</summary>
    internal bool Strikes(string kind, Call call) => Find(kind, call) is not null;

    /// <summary>What happens to a call before it is carried out: it waits, and then may fail.</summary>
    internal async ValueTask<AwsError?> BeforeAsync(Service service, Call call, CancellationToken cancellation)
    {
        foreach (var fault in _all)
            if (fault.Fault.Kind is Fault.Latency && fault.Strikes(call))
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Fault.Milliseconds!.Value), time, cancellation).ConfigureAwait(false);
        if (Find(Fault.Throttling, call) is not null)
            return service.Throttled;
        return Find(Fault.Error, call) is { } broken ? Broken(service, broken) : null;
    }

    /// <summary>And after it was carried out and is on disk: the caller may never hear of it.</summary>
    /// <exception cref="LostResponseException">Ends the connection.</exception>
    internal void After(Call call)
    {
        if (Strikes(Fault.LostResponse, call))
            throw new LostResponseException();
    }

    private Fault? Find(string kind, Call call) => Array.Find(_all, f => f.Fault.Kind == kind && f.Strikes(call))?.Fault;

    private static AwsError Broken(Service service, Fault fault)
    {
        var error = service.Broken;
        if (fault.Status is 503)
            error = new("ServiceUnavailable", "The request has failed due to a temporary failure of the server.", 503);
        return error with
        {
            Status = fault.Status ?? error.Status,
            Code = fault.Code ?? error.Code,
            QueryCode = fault.Code ?? error.QueryCode,
        };
    }
}

/// <summary>The answer of a request that was carried out goes nowhere.</summary>
internal sealed class LostResponseException() : Exception("A fault has taken the answer away.");
