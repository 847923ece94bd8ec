using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The environments of one function. Belongs to the fleet, under its gate.</summary>
internal sealed class Capacity
{
    private readonly LinkedList<TaskCompletionSource> _waiting = [];

    /// <summary>Concurrency in use, of all versions.</summary>
    public int Busy { get; set; }

    /// <summary>Of them those that were kept warm.</summary>
    public int BusyProvisioned { get; set; }

    /// <summary>What is in use, and what is kept for versions with provisioned concurrency whether they use it or not.</summary>
    public int Claimed => Busy - BusyProvisioned + Pools.Values.Sum(p => p.Target);

    public Dictionary<FunctionVersion, Pool> Pools { get; } = [];

    public Pool Pool(FunctionVersion version) => Pools.TryGetValue(version, out var pool) ? pool : Pools[version] = new();

    public int Waiting => _waiting.Count;

    /// <summary>Completes when there may be room.</summary>
    public TaskCompletionSource Wait()
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.AddLast(waiter);
        return waiter;
    }

    /// <summary>It waits no more; if it was its turn, it is the next one's.</summary>
    public void Forget(TaskCompletionSource waiter)
    {
        if (!_waiting.Remove(waiter))
            Release();
    }

    /// <summary>Lets the one that has waited longest look again.</summary>
    public void Release()
    {
        if (_waiting.First is not { } first)
            return;
        _waiting.RemoveFirst();
        first.Value.TrySetResult();
    }

    public void ReleaseAll()
    {
        while (_waiting.Count > 0)
            Release();
    }
}

/// <summary>The environments of one version.</summary>
internal sealed class Pool
{
    private readonly List<(ExecutionEnvironment Environment, ITimer? Timer)> _idle = [];

    /// <summary>How many are to be kept warm.</summary>
    public int Target { get; set; }

    /// <summary>Those that are, busy or idle or starting.</summary>
    public HashSet<ExecutionEnvironment> Warm { get; } = [];

    public HashSet<ExecutionEnvironment> Started { get; } = [];

    public int Ready => Started.Count(Warm.Contains);

    public string? Failure { get; set; }

    public void Put(ExecutionEnvironment environment, ITimer? timer)
    {
        if (environment.IsProvisioned)
            Started.Add(environment);
        _idle.Add((environment, timer));
    }

    /// <summary>A provisioned one if there is one, else the one that worked last.</summary>
    public ExecutionEnvironment? TakeOne()
    {
        if (_idle.Count == 0)
            return null;
        var index = _idle.FindLastIndex(i => i.Environment.IsProvisioned);
        if (index < 0)
            index = _idle.Count - 1;
        var (environment, timer) = _idle[index];
        _idle.RemoveAt(index);
        timer?.Dispose();
        return environment;
    }

    public bool HasProvisioned => _idle.Exists(i => i.Environment.IsProvisioned && !i.Environment.IsGone);

    public bool Remove(ExecutionEnvironment environment) => _idle.RemoveAll(i => i.Environment == environment) > 0;

    public List<ExecutionEnvironment> TakeIdle()
    {
        var all = _idle.ConvertAll(i => i.Environment);
        _idle.ForEach(i => i.Timer?.Dispose());
        _idle.Clear();
        return all;
    }

    /// <summary>Idle ones that need not be kept warm any more.</summary>
    public List<ExecutionEnvironment> TakeSurplus()
    {
        var surplus = new List<ExecutionEnvironment>();
        while (Warm.Count > Target && _idle.FindIndex(i => i.Environment.IsProvisioned) is >= 0 and var index)
        {
            surplus.Add(_idle[index].Environment);
            Warm.Remove(_idle[index].Environment);
            _idle.RemoveAt(index);
        }
        return surplus;
    }
}
