using LocalCloud.Aws.Lambda.Concurrency;
using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// All environments of all functions: who is idle, how many are busy, and who waits for one. Its gate is its own; a state's gate may be
/// held outside of it, never within it.
/// </summary>
internal sealed class Fleet(LambdaService service)
{
    /// <summary>AWS does not say how long an idle environment is kept.</summary>
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// AWS starts as many at once as are asked for. Here they share a few cores: more at once start no sooner, and fail together when their
    /// time is up. Whoever waits for a start takes an environment that becomes free before.
    /// </summary>
    private static readonly int StartsAtOnce = Math.Max(2, System.Environment.ProcessorCount);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Scope Scope, string Name), Capacity> _functions = [];
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private readonly SemaphoreSlim _warming = new(StartsAtOnce);
    private int _starting;
    private bool _stopped;

    /// <summary>An environment to run one invocation in, to be given back; or TooManyRequestsException, unless the caller waits.</summary>
    /// <param name="waiter">of a caller that waits; null for one that has nothing to say of it</param>
    public async ValueTask<Result<ExecutionEnvironment>> AcquireAsync(
        LambdaState state,
        FunctionVersion version,
        bool wait,
        CancellationToken cancellation,
        Waiter? waiter = null
    )
    {
        for (var first = true; ; first = false)
        {
            if (!first && waiter?.Meant() is { } meant)
                version = meant;
            var (latest, reserved, others) = service.Host.Read(state, s =>
                (
                    s.Functions.GetValueOrDefault(version.Name)?.Latest,
                    s.Functions.GetValueOrDefault(version.Name)?.ReservedConcurrency,
                    s.Functions.Values.Where(f => f.ReservedConcurrency is not null)
                        .ToDictionary(f => f.Name, f => f.ReservedConcurrency!.Value)
                )
            );
            // What has waited runs what the function is by now
            if (version.IsLatest && latest is not null)
                version = latest;
            TaskCompletionSource freed;
            Capacity capacity;
            lock (_gate)
            {
                if (_stopped)
                    return new AwsError("ServiceException", "LocalCloud is stopping.", 500);
                capacity = Of(state.Scope, version.Name);
                if (Refusal(state.Scope, capacity, version, reserved, others) is not { } reason)
                {
                    if (TryTake(state.Scope, capacity, version) is { } environment)
                        return environment;
                }
                else if (!wait || (reserved == 0 && waiter?.GivesUpAtZero is true))
                    return LambdaErrors.Throttled(reason);
                freed = capacity.Wait();
            }
            try
            {
                await freed.Task.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (_gate)
                    capacity.Forget(freed);
                throw;
            }
        }
    }

    /// <summary>The invocation is over; an environment that has ended is replaced when it was provisioned.</summary>
    public void Return(ExecutionEnvironment environment)
    {
        ExecutionEnvironment? ended = null;
        List<ExecutionEnvironment> more = [];
        lock (_gate)
        {
            var capacity = Of(environment.Scope, environment.Version.Name);
            capacity.Busy--;
            if (environment.IsProvisioned)
                capacity.BusyProvisioned--;
            var pool = capacity.Pools.GetValueOrDefault(environment.Version);
            if (environment.IsGone || pool is null || _stopped || (environment.IsProvisioned && pool.Warm.Count > pool.Target))
            {
                ended = environment;
                _all.Remove(environment);
                if (pool?.Warm.Remove(environment) == true)
                    more = Missing(environment.Scope, pool, environment.Version);
            }
            else
                pool.Put(
                    environment,
                    environment.IsProvisioned
                        ? null
                        : service.Host.Time.CreateTimer(_ => Recycle(environment), null, IdleLimit, Timeout.InfiniteTimeSpan)
                );
            foreach (var other in _functions)
                if (other.Key.Scope == environment.Scope)
                    other.Value.Release();
        }
        ended?.Dispose();
        Warm(more);
    }

    /// <summary>Of a version: how many are kept warm and ready, and why there are not more when starting one failed.</summary>
    public (int Ready, string? Failure) Provisioned(Scope scope, FunctionVersion version)
    {
        lock (_gate)
            return Of(scope, version.Name).Pools.GetValueOrDefault(version) is { } pool ? (pool.Ready, pool.Failure) : (0, null);
    }

    /// <summary>
    /// Keeps as many environments warm as the function's configurations say. Called when they, or what an alias means, have changed.
    /// </summary>
    public void Provision(Scope scope, Function function)
    {
        var wanted = service.Host.Read(service.State(scope), _ =>
            function
                .Provisioned.Select(p => (Version: function.Find(p.Key), p.Value.Requested))
                .Where(p => p.Version is not null)
                .ToDictionary(p => p.Version!, p => p.Requested)
        );
        List<ExecutionEnvironment> ended = [],
            begun = [];
        lock (_gate)
        {
            if (_stopped)
                return;
            var capacity = Of(scope, function.Name);
            foreach (var (version, pool) in capacity.Pools)
            {
                pool.Target = wanted.GetValueOrDefault(version);
                pool.Failure = null;
                ended.AddRange(pool.TakeSurplus());
            }
            foreach (var (version, count) in wanted)
            {
                var pool = capacity.Pool(version);
                pool.Target = count;
                begun.AddRange(Missing(scope, pool, version));
            }
            _all.ExceptWith(ended);
        }
        ended.ForEach(e => e.Dispose());
        Warm(begun);
    }

    /// <summary>The version is no more what it was: idle environments end now, busy ones when they are done.</summary>
    public void Retire(Scope scope, FunctionVersion version)
    {
        List<ExecutionEnvironment> ended;
        lock (_gate)
        {
            if (!Of(scope, version.Name).Pools.Remove(version, out var pool))
                return;
            ended = pool.TakeIdle();
            _all.ExceptWith(ended);
        }
        ended.ForEach(e => e.Dispose());
    }

    public void LimitsChanged(Scope scope)
    {
        lock (_gate)
            foreach (var (key, capacity) in _functions)
                if (key.Scope == scope)
                    capacity.ReleaseAll();
    }

    /// <summary>For the console: how many environments of a function there are, and how many of them work.</summary>
    public (int All, int Busy) Count(Scope scope, string name)
    {
        lock (_gate)
            return (_all.Count(e => e.Scope == scope && e.Version.Name == name), _functions.GetValueOrDefault((scope, name))?.Busy ?? 0);
    }

    /// <summary>How many callers wait for an environment of a function.</summary>
    public int Waiting(Scope scope, string name)
    {
        lock (_gate)
            return _functions.GetValueOrDefault((scope, name))?.Waiting ?? 0;
    }

    /// <summary>Of a function: every environment that has a process now, for whoever wants to attach a debugger to it.</summary>
    public List<EnvironmentProcess> Processes(string? function)
    {
        lock (_gate)
            return [.. _all.Where(e => function is null || e.Version.Name == function).Select(e => e.Process).OfType<EnvironmentProcess>()];
    }

    public void Stop()
    {
        ExecutionEnvironment[] all;
        lock (_gate)
        {
            _stopped = true;
            all = [.. _all];
            _all.Clear();
            foreach (var capacity in _functions.Values)
                capacity.ReleaseAll();
        }
        foreach (var environment in all)
            environment.Dispose();
    }

    private string? Refusal(Scope scope, Capacity capacity, FunctionVersion version, int? reserved, Dictionary<string, int> others)
    {
        // An environment that is kept for the version is counted already
        if (reserved != 0 && capacity.Pools.GetValueOrDefault(version)?.HasProvisioned == true)
            return null;
        if (reserved is { } limit)
            return capacity.Claimed >= limit ? "ReservedFunctionConcurrentInvocationLimitExceeded" : null;
        return
            _functions.Where(f => f.Key.Scope == scope && !others.ContainsKey(f.Key.Name)).Sum(f => f.Value.Claimed)
            >= AccountLimits.Concurrency - others.Values.Sum()
            ? "ConcurrentInvocationLimitExceeded"
            : null;
    }

    /// <summary>null when one would have to be started and enough others are starting.</summary>
    private ExecutionEnvironment? TryTake(Scope scope, Capacity capacity, FunctionVersion version)
    {
        var pool = capacity.Pool(version);
        while (pool.TakeOne() is { } idle)
        {
            if (!idle.IsGone)
            {
                capacity.Busy++;
                if (idle.IsProvisioned)
                    capacity.BusyProvisioned++;
                return idle;
            }
            _all.Remove(idle);
            pool.Warm.Remove(idle);
        }
        if (_starting >= StartsAtOnce)
            return null;
        _starting++;
        capacity.Busy++;
        var environment = new ExecutionEnvironment(service, scope, version, provisioned: false);
        _all.Add(environment);
        _ = StartedAsync(environment);
        return environment;
    }

    private async Task StartedAsync(ExecutionEnvironment environment)
    {
        await environment.Init.Over.ConfigureAwait(false);
        lock (_gate)
        {
            _starting--;
            foreach (var capacity in _functions.Values)
                capacity.Release();
        }
    }

    private List<ExecutionEnvironment> Missing(Scope scope, Pool pool, FunctionVersion version)
    {
        var missing = new List<ExecutionEnvironment>();
        while (pool.Warm.Count < pool.Target && !_stopped)
        {
            var environment = new ExecutionEnvironment(service, scope, version, provisioned: true);
            pool.Warm.Add(environment);
            _all.Add(environment);
            missing.Add(environment);
        }
        return missing;
    }

    private void Warm(List<ExecutionEnvironment> environments)
    {
        foreach (var environment in environments)
            _ = Task.Run(() => WarmAsync(environment), CancellationToken.None);
    }

    private async Task WarmAsync(ExecutionEnvironment environment)
    {
        await _warming.WaitAsync().ConfigureAwait(false);
        InvocationResult? failure;
        try
        {
            failure = await environment.Init.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _warming.Release();
        }
        lock (_gate)
        {
            var capacity = Of(environment.Scope, environment.Version.Name);
            var pool = capacity.Pools.GetValueOrDefault(environment.Version);
            if (failure is null && pool is not null && !_stopped && pool.Warm.Contains(environment))
            {
                pool.Put(environment, null);
                capacity.ReleaseAll();
                return;
            }
            _all.Remove(environment);
            pool?.Warm.Remove(environment);
            if (failure is not null && pool is not null)
                pool.Failure = $"FUNCTION_ERROR_INIT_FAILURE: {failure.ErrorType}";
        }
        environment.Dispose();
    }

    private void Recycle(ExecutionEnvironment environment)
    {
        lock (_gate)
        {
            if (Of(environment.Scope, environment.Version.Name).Pools.GetValueOrDefault(environment.Version)?.Remove(environment) != true)
                return;
            _all.Remove(environment);
        }
        environment.Dispose();
    }

    private Capacity Of(Scope scope, string name) =>
        _functions.TryGetValue((scope, name), out var capacity) ? capacity : _functions[(scope, name)] = new();
}

/// <summary>What a caller that waits for an environment asks for each time that it looks again.</summary>
/// <param name="Meant">the version that its name means by now, which an alias may have changed; null when there is none any more</param>
/// <param name="GivesUpAtZero">with no concurrency left to the function it does not wait for more</param>
internal sealed record Waiter(Func<FunctionVersion?> Meant, bool GivesUpAtZero);
