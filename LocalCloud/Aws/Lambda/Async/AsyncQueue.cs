using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>
/// Asynchronous invocations: on disk before the caller has its answer, then run, up to two times more after errors, and told to
/// destinations.
/// Woken by commits and by timers of the host's clock. What is not done when the process ends goes on after the next start.
/// </summary>
internal sealed partial class AsyncQueue(LambdaService service)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(6),
        Pause = TimeSpan.FromSeconds(30);

    /// <summary>How many of one function run side by side: as many environments as a laptop bears, where AWS would go on to a
    /// thousand.</summary>
    private static readonly int Concurrency = Math.Max(8, 2 * Environment.ProcessorCount);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Scope, string), Lane> _lanes = [];
    private readonly ILogger _log = service.Host.Loggers.CreateLogger<AsyncQueue>();
    private CancellationToken _stopping;
    private bool _started;

    public void Start(CancellationToken stopping)
    {
        (_stopping, _started) = (stopping, true);
        foreach (var state in service.States.Cast<LambdaState>())
        foreach (var invocation in service.Host.Read(state, s => s.Pending.Values.OrderBy(p => p.Received).ToList()))
            Schedule(state, invocation);
    }

    public ValueTask<Result<Nothing>> EnqueueAsync(InvocationTarget target, InvocationRequest request)
    {
        var now = service.Host.Time.GetUtcNow();
        var invocation = new AsyncInvocation
        {
            Id = request.RequestId,
            Function = target.Function.Name,
            Qualifier = target.Qualifier,
            Arn = target.Function.QualifiedArn(target.Qualifier ?? FunctionName.Latest),
            Payload = request.Payload,
            Received = now,
            Due = now,
            ClientContext = request.ClientContext,
            TraceParent = Activity.Current?.Id ?? request.TraceParent,
            TraceHeader = request.XRayTraceHeader,
        };
        return service.Host.ChangeAsync(target.State, (s, changes) =>
        {
            s.Put(changes, invocation);
            changes.AfterCommit(() => Schedule(s, invocation));
            return (Result<Nothing>)Nothing.Instance;
        });
    }

    private void Schedule(LambdaState state, AsyncInvocation invocation)
    {
        if (!_started)
            return; // Start takes all there are
        var wait = invocation.Due - state.Time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            _ = WaitAsync(state, invocation, wait);
        else
            Enter(state, invocation);
    }

    private async Task WaitAsync(LambdaState state, AsyncInvocation invocation, TimeSpan wait)
    {
        var passed = Task.Delay(wait, state.Time, _stopping);
        // The clock may have moved before the timer began
        if (state.Time.GetUtcNow() < invocation.Due)
            await passed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopping.IsCancellationRequested)
            Enter(state, invocation);
    }

    private async Task AgainAsync(LambdaState state, AsyncInvocation invocation)
    {
        await Task.Delay(Pause, state.Time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopping.IsCancellationRequested)
            Enter(state, invocation);
    }

    private void Enter(LambdaState state, AsyncInvocation invocation)
    {
        lock (_gate)
        {
            if (!_lanes.TryGetValue((state.Scope, invocation.Function), out var lane))
                _lanes[(state.Scope, invocation.Function)] = lane = new();
            lane.Waiting.Enqueue(invocation);
            if (lane.Running >= Concurrency)
                return;
            lane.Running++;
            _ = Task.Run(() => WorkAsync(state, lane), CancellationToken.None);
        }
    }

    private async Task WorkAsync(LambdaState state, Lane lane)
    {
        while (true)
        {
            AsyncInvocation? invocation;
            lock (_gate)
                if (_stopping.IsCancellationRequested || !lane.Waiting.TryDequeue(out invocation))
                {
                    lane.Running--;
                    return;
                }
            try
            {
                await TryAsync(state, invocation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
            catch (Exception e)
            {
                Unforeseen(_log, invocation.Id, invocation.Function, e);
                _ = AgainAsync(state, invocation);
            }
        }
    }

    private async Task TryAsync(LambdaState state, AsyncInvocation invocation)
    {
        if (!service.Host.Read(state, s => s.Pending.TryGetValue(invocation.Id, out var known) && ReferenceEquals(known, invocation)))
            return;
        var config = service.Host.Read(state, s =>
            s.Functions.GetValueOrDefault(invocation.Function)?.EventInvoke.GetValueOrDefault(invocation.Qualifier ?? FunctionName.Latest)
        );
        var next = invocation.Outcome is null ? await RunAsync(state, invocation, config).ConfigureAwait(false) : invocation;
        if (next is { Outcome: { } outcome })
        {
            if (!outcome.Succeeded)
                await CustomResourcePage.GivenUpAsync(service.Host, next.Payload, Reason(next, outcome)).ConfigureAwait(false);
            var failure = await Destinations.TellAsync(service, state, next, outcome, config, _stopping).ConfigureAwait(false);
            // On AWS a destination that cannot be reached loses the record (DestinationDeliveryFailures); here the log says so
            if (failure is not null)
                NotTold(_log, invocation.Id, invocation.Function, failure);
            next = null;
        }
        await service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                if (next is null)
                    s.Delete(changes, invocation);
                else
                {
                    s.Put(changes, next);
                    changes.AfterCommit(() => Schedule(s, next));
                }
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    /// <summary>One try. null: it is done and nobody has to be told.</summary>
    private async Task<AsyncInvocation?> RunAsync(LambdaState state, AsyncInvocation invocation, Settings.EventInvokeConfig? config)
    {
        var end = invocation.Received + (config?.MaximumEventAgeInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : MaxAge);
        var left = end - state.Time.GetUtcNow();
        using var aged = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, state.Time);
        if (state.Time.GetUtcNow() >= end)
            return invocation with { Outcome = new("EventAgeExceeded", null, null, null) };
        if (!service.Invoker.Resolve(state, invocation.Function, invocation.Qualifier).Ok(out var target, out _))
        {
            // The function is gone, and its events with it
            await CustomResourcePage
                .GivenUpAsync(service.Host, invocation.Payload, $"The function {invocation.Function} is gone.")
                .ConfigureAwait(false);
            return null;
        }
        // docs: configuration-concurrency: with none reserved events go to the destination of failures at once, untried
        if (service.Host.Read(state, s => s.Functions.GetValueOrDefault(invocation.Function)?.ReservedConcurrency) == 0)
            return invocation with { Outcome = new("ZeroReservedConcurrency", null, null, null) };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aged.Token, _stopping);
        var call = new InvocationRequest(invocation.Payload)
        {
            RequestId = invocation.Id,
            ClientContext = invocation.ClientContext,
            TraceParent = invocation.TraceParent,
            XRayTraceHeader = invocation.TraceHeader,
            GivesUpAtZero = true,
        };
        Result<InvocationResult> run;
        try
        {
            run = await service.Invoker.RunAsync(target, call, wait: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aged.IsCancellationRequested)
        {
            return invocation with { Outcome = new("EventAgeExceeded", null, null, null) };
        }
        // None is reserved since it waits
        if (run.Error is { Status: 429 } && !_stopping.IsCancellationRequested)
            return invocation with { Outcome = new("ZeroReservedConcurrency", null, null, null) };
        // Not run, or not to its end: the emulator stops
        if (!run.Ok(out var result, out _) || (result.FunctionError is not null && _stopping.IsCancellationRequested))
            throw new OperationCanceledException(_stopping);
        var tried = invocation with { Attempts = invocation.Attempts + 1 };
        var version = (call.Version ?? target.Version).Number;
        if (result.FunctionError is null)
            return tried with { Outcome = new("Success", version, null, result.Payload) };
        // A function that cannot even be loaded will not answer CloudFormation on the second try either
        var hopeless = result.WasInit && CustomResourcePage.IsRequest(invocation.Payload);
        if (!hopeless && tried.Attempts <= (config?.MaximumRetryAttempts ?? 2))
        {
            // docs: invocation-async-error-handling: a minute between the first two tries, two minutes before the third
            var due = state.Time.GetUtcNow() + TimeSpan.FromMinutes(tried.Attempts);
            return due < end
                ? tried with
                {
                    Due = due,
                }
                : tried with
                {
                    Outcome = new("EventAgeExceeded", version, result.FunctionError, result.Payload),
                };
        }
        return tried with { Outcome = new("RetriesExhausted", version, result.FunctionError, result.Payload) };
    }

    private static string Reason(AsyncInvocation invocation, AsyncOutcome outcome)
    {
        var text = outcome.Response is { } response ? Encoding.UTF8.GetString(response) : outcome.Condition;
        try
        {
            if (outcome.Response is not null && JsonNode.Parse(text) is JsonObject error)
                text = $"{(string?)error["errorType"]}: {(string?)error["errorMessage"]}";
        }
        catch (JsonException)
        {
            // As it is
        }
        return $"The function {invocation.Function} failed ({invocation.Attempts} {(invocation.Attempts == 1 ? "try" : "tries")}) and "
            + $"will not answer. {text}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asynchronous invocation {Id} of {Function} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string id, string function, Exception e);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The outcome of asynchronous invocation {Id} of {Function} could not be told: {Reason}"
    )]
    private static partial void NotTold(ILogger log, string id, string function, string reason);

    private sealed class Lane
    {
        public Queue<AsyncInvocation> Waiting { get; } = [];

        public int Running { get; set; }
    }
}
