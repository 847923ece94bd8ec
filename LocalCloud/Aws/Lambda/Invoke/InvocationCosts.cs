using System.Collections.Concurrent;
using System.Diagnostics;
using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Metering;
using LocalCloud.Prices;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>
/// What invocations would have cost on AWS, by its price list and without the free tier: on the span of each, so that a trace tells what it
/// cost, and in all since the emulator's start. Provisioned concurrency costs by the hour beside this, used or not.
/// </summary>
internal sealed class InvocationCosts(LambdaService service)
{
    private readonly ConcurrentDictionary<(Scope Scope, string Function), Total> _totals = [];

    public void Add(InvocationTarget target, Report report, bool provisioned, bool failed, Activity? span)
    {
        var (scope, function) = (target.State.Scope, target.Version.Configuration);
        var gigabyteSeconds = LambdaCost.GigabyteSeconds(function.MemorySize, report.BilledMs);
        var arm = function.Architectures?.Contains("arm64") is true;
        // Of a region without prices nothing can be said
        var cost = PriceList.Load().Find(scope.Region) is { } prices
            ? LambdaCost.Invocation(
                prices.Lambda,
                function.MemorySize,
                arm,
                report.BilledMs,
                function.EphemeralStorage?.Size ?? LambdaCost.FreeEphemeralMb,
                provisioned
            )
            : (decimal?)null;
        _totals.GetOrAdd((scope, target.Function.Name), static _ => new()).Add(gigabyteSeconds, cost);
        service.Host.Usage.Count(
            new(service.Id, "Invocation", target.Function.Name, provisioned ? "provisioned" : null, Caller.Service, scope),
            failed ? InvocationResult.Unhandled : null,
            new("requests", 1, "gbSeconds", (double)gigabyteSeconds)
        );
        // faas.*: OpenTelemetry's conventions for functions, which have none for what is billed
        span?.SetTag("faas.max_memory", (long)function.MemorySize << 20)
            .SetTag("faas.coldstart", report.Init is not null)
            .SetTag("aws.lambda.billed_ms", report.BilledMs);
        if (cost is { } dollars)
            span?.SetTag("cloud.cost.usd", (double)dollars);
    }

    public FunctionCost Of(Scope scope, string function) => _totals.TryGetValue((scope, function), out var total) ? total.Now() : default;

    /// <summary>Of all functions of an account in a region, those that are gone too.</summary>
    public FunctionCost Of(Scope scope) =>
        _totals
            .Where(t => t.Key.Scope == scope)
            .Select(t => t.Value.Now())
            .Aggregate(default(FunctionCost), (sum, one) =>
                new(
                    sum.Invocations + one.Invocations,
                    sum.GigabyteSeconds + one.GigabyteSeconds,
                    sum.Usd + one.Usd,
                    sum.IsWithoutPrices || one.IsWithoutPrices
                )
            );

    private sealed class Total
    {
        private readonly Lock _gate = new();
        private FunctionCost _sum;

        public void Add(decimal gigabyteSeconds, decimal? cost)
        {
            lock (_gate)
                _sum = new(_sum.Invocations + 1, _sum.GigabyteSeconds + gigabyteSeconds, _sum.Usd + (cost ?? 0), cost is null);
        }

        public FunctionCost Now()
        {
            lock (_gate)
                return _sum;
        }
    }
}

/// <param name="IsWithoutPrices">The price list does not have the region: the sum says nothing.</param>
internal readonly record struct FunctionCost(long Invocations, decimal GigabyteSeconds, decimal Usd, bool IsWithoutPrices);
