using System.Collections.Concurrent;
using LocalCloud.Aws.CloudWatch;
using LocalCloud.Aws.CloudWatch.Metrics;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>
/// What CloudWatch shows of functions (docs: monitoring-metrics-types): of all of them, of each, of each version or alias as it was called,
/// and of each version behind an alias. On an invocation's way this is one look-up and some additions.
/// </summary>
internal sealed class InvocationMetrics(LambdaService service)
{
    private readonly ConcurrentDictionary<(Scope Scope, string Name, string? Qualifier, string Version), Meter> _meters = [];
    private readonly ConcurrentDictionary<(Scope Scope, string? Name, string? Version), Running> _running = [];
    private CloudWatchService? _cloudWatch;

    /// <summary>How many invocations run now, this one among them. To be ended.</summary>
    public Concurrency Begin(InvocationTarget target, bool provisioned)
    {
        var (scope, name) = (target.State.Scope, target.Function.Name);
        var (all, function, warm) = (Of(scope, null), Of(scope, name), provisioned ? Of(scope, name, target.Version.Number) : null);
        return new(all.Enter(), function.Enter(), warm?.Enter() ?? 0, () =>
        {
            all.Leave();
            function.Leave();
            warm?.Leave();
        });
    }

    public void Throttled(InvocationTarget target) => Change(target, (meter, second) => Meter.Add(meter.Throttles, second, 1));

    public void Record(InvocationTarget target, Concurrency running, TimeSpan duration, bool failed, bool provisioned)
    {
        var use = target.Function.Provisioned.Count == 0 ? null : Provisioned(target, running, provisioned);
        Change(target, (meter, second) =>
        {
            Meter.Add(meter.Invocations, second, 1);
            Meter.Add(meter.Errors, second, failed ? 1 : 0);
            Meter.Add(meter.Throttles, second, 0);
            Meter.Add(meter.Durations, second, duration.TotalMilliseconds);
            meter.Concurrent(second, running);
            if (use is { } known)
                meter.Provisioned(second, known, provisioned);
        });
    }

    /// <summary>null for a version of which no environment is kept warm.</summary>
    private ProvisionedUse? Provisioned(InvocationTarget target, Concurrency running, bool provisioned)
    {
        var allocated = service.Fleet.Provisioned(target.State.Scope, target.Version).Ready;
        if (
            allocated == 0
            && !provisioned
            && !service.Host.Read(target.State, _ => target.Function.Provisioned.Keys.Any(k => target.Function.Find(k) == target.Version))
        )
            return null;
        return new(provisioned ? running.Warm : allocated, allocated);
    }

    private void Change(InvocationTarget target, Action<Meter, long> change)
    {
        if ((_cloudWatch ??= service.Host.Services.OfType<CloudWatchService>().FirstOrDefault()) is not { } cloudWatch)
            return;
        var state = cloudWatch.State(target.State.Scope);
        var key = (target.State.Scope, target.Function.Name, target.Qualifier, target.Version.Number);
        if (!_meters.TryGetValue(key, out var meter))
            meter = _meters.GetOrAdd(key, service.Host.Read(state, s => new Meter(s, target)));
        service.Host.Read(state, s =>
        {
            change(meter, s.Now / 60 * 60);
            return 0;
        });
    }

    private Running Of(Scope scope, string? name, string? version = null) => _running.GetOrAdd((scope, name, version), static _ => new());

    private sealed class Running
    {
        private int _count;

        public int Enter() => Interlocked.Increment(ref _count);

        public void Leave() => Interlocked.Decrement(ref _count);
    }

    private readonly record struct ProvisionedUse(int Busy, int Allocated)
    {
        public double Utilization => Allocated == 0 ? 0 : Math.Min(1, (double)Busy / Allocated);
    }

    /// <summary>The series of a function as it was called. Belongs to CloudWatch's state, under its gate.</summary>
    private sealed class Meter
    {
        private const string Space = "AWS/Lambda";

        private readonly CloudWatchState _state;
        private readonly List<Dimension[]> _sets,
            _ofFunction;
        private readonly Series _all;
        private readonly Series[] _concurrent;
        private Series[]? _invocations,
            _spillovers,
            _executions,
            _utilization;

        public Meter(CloudWatchState state, InvocationTarget target)
        {
            _state = state;
            var function = new Dimension { Name = "FunctionName", Value = target.Function.Name };
            var resource = new Dimension
            {
                Name = "Resource",
                Value = target.Qualifier is null ? target.Function.Name : $"{target.Function.Name}:{target.Qualifier}",
            };
            _ofFunction =
            [
                [function],
                [function, resource],
            ];
            if (FunctionName.IsAliasName(target.Qualifier))
                _ofFunction.Add([function, resource, new() { Name = "ExecutedVersion", Value = target.Version.Number }]);
            _sets =
            [
                [],
                .. _ofFunction,
            ];
            Invocations = Of("Invocations", "Count");
            Errors = Of("Errors", "Count");
            Throttles = Of("Throttles", "Count");
            Durations = Of("Duration", "Milliseconds");
            _all = state.Series(Space, "ConcurrentExecutions", [], "Count", null);
            _concurrent = [.. _ofFunction.Take(1).Select(d => state.Series(Space, "ConcurrentExecutions", d, "Count", null))];
        }

        public Series[] Invocations { get; }

        public Series[] Errors { get; }

        public Series[] Throttles { get; }

        public Series[] Durations { get; }

        public static void Add(Series[] series, long second, double value)
        {
            foreach (var one in series)
            {
                // What is too old goes as time goes on
                if (one.Last < second)
                    one.Prune(second);
                one.At(second).Add(value, 1);
            }
        }

        public void Concurrent(long second, Concurrency running)
        {
            Add([_all], second, running.All);
            Add(_concurrent, second, running.OfFunction);
        }

        public void Provisioned(long second, ProvisionedUse use, bool provisioned)
        {
            Add(
                provisioned
                    ? _invocations ??= Of("ProvisionedConcurrencyInvocations", "Count", _ofFunction)
                    : _spillovers ??= Of("ProvisionedConcurrencySpilloverInvocations", "Count", _ofFunction),
                second,
                1
            );
            Add(_executions ??= Of("ProvisionedConcurrentExecutions", "Count", _ofFunction), second, use.Busy);
            Add(_utilization ??= Of("ProvisionedConcurrencyUtilization", "None", _ofFunction[1..]), second, use.Utilization);
        }

        private Series[] Of(string name, string unit, List<Dimension[]>? sets = null) =>
            [.. (sets ?? _sets).Select(d => _state.Series(Space, name, d, unit, null))];
    }
}

/// <param name="Warm">environments of the version that are kept warm and work now</param>
internal readonly record struct Concurrency(int All, int OfFunction, int Warm, Action End);
