using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>
/// Asynchronous invocations: on disk before the caller has its answer, then run, up to two times more after errors, and told to
/// destinations.
/// </summary>
internal sealed partial class AsyncQueue(LambdaService service) : DuePump<LambdaState, AsyncInvocation>(service, workers: 0)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(6),
        Pause = TimeSpan.FromSeconds(30);

    private readonly FunctionLanes _lanes = new();

    public ValueTask<Result<Nothing>> EnqueueAsync(InvocationTarget target, InvocationRequest request)
    {
        var now = Host.Time.GetUtcNow();
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
        return Host.ChangeAsync(target.State, (s, changes) =>
        {
            s.Put(changes, invocation);
            changes.AfterCommit(() => Enqueue(s, invocation));
            return (Result<Nothing>)Nothing.Instance;
        });
    }

    protected override IEnumerable<AsyncInvocation> Pending(LambdaState state) => state.Pending.Values.OrderBy(p => p.Received);

    protected override bool IsPending(LambdaState state, AsyncInvocation invocation) =>
        ReferenceEquals(state.Pending.GetValueOrDefault(invocation.Id), invocation);

    protected override void Enter(LambdaState state, AsyncInvocation invocation) =>
        _lanes.Enter((state.Scope, invocation.Function), () => CarryAsync(state, invocation), Stopping);

    protected override async Task<Outcome<AsyncInvocation>> TryAsync(LambdaState state, AsyncInvocation invocation)
    {
        var config = Host.Read(state, s =>
            s.Functions.GetValueOrDefault(invocation.Function)?.EventInvoke.GetValueOrDefault(invocation.Qualifier ?? FunctionName.Latest)
        );
        var next = invocation.Outcome is null ? await RunAsync(state, invocation, config).ConfigureAwait(false) : invocation;
        if (next is null or { Outcome: null })
            return new(next is null ? Outcome.Dropped : Outcome.Retrying, invocation.Attempts + 1, next);
        if (!next.Outcome.Succeeded)
            await CustomResourcePage.GivenUpAsync(Host, next.Payload, Reason(next, next.Outcome)).ConfigureAwait(false);
        var failure = await Destinations.TellAsync(state.Service, state, next, next.Outcome, config, Stopping).ConfigureAwait(false);
        // On AWS a destination that cannot be reached loses the record (DestinationDeliveryFailures); here the log says so
        if (failure is not null)
            NotTold(Log, invocation.Id, invocation.Function, failure);
        return new(next.Outcome.Succeeded ? Outcome.Delivered : Outcome.Dropped, next.Attempts, null);
    }

    protected override Outcome<AsyncInvocation> Unforeseen(LambdaState state, AsyncInvocation invocation, Exception e)
    {
        Unforeseen(Log, invocation.Id, invocation.Function, e);
        return new(Outcome.Retrying, invocation.Attempts, invocation with { Due = state.Time.GetUtcNow() + Pause });
    }

    protected override AsyncInvocation? Settle(
        LambdaState state,
        Changes changes,
        AsyncInvocation invocation,
        Outcome<AsyncInvocation> outcome
    )
    {
        if (outcome.Next is { } next)
            state.Put(changes, next);
        else
            state.Delete(changes, invocation);
        return outcome.Next;
    }

    /// <summary>One try. null: it is done and nobody has to be told.</summary>
    private async Task<AsyncInvocation?> RunAsync(LambdaState state, AsyncInvocation invocation, Settings.EventInvokeConfig? config)
    {
        var end = invocation.Received + (config?.MaximumEventAgeInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : MaxAge);
        var left = end - state.Time.GetUtcNow();
        using var aged = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, state.Time);
        if (state.Time.GetUtcNow() >= end)
            return invocation with { Outcome = new("EventAgeExceeded", null, null, null) };
        if (!state.Service.Invoker.Resolve(state, invocation.Function, invocation.Qualifier).Ok(out var target, out _))
        {
            // The function is gone, and its events with it
            await CustomResourcePage
                .GivenUpAsync(Host, invocation.Payload, $"The function {invocation.Function} is gone.")
                .ConfigureAwait(false);
            return null;
        }
        // docs: configuration-concurrency: with none reserved events go to the destination of failures at once, untried
        if (Host.Read(state, s => s.Functions.GetValueOrDefault(invocation.Function)?.ReservedConcurrency) == 0)
            return invocation with { Outcome = new("ZeroReservedConcurrency", null, null, null) };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aged.Token, Stopping);
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
            run = await state.Service.Invoker.RunAsync(target, call, wait: true, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aged.IsCancellationRequested)
        {
            return invocation with { Outcome = new("EventAgeExceeded", null, null, null) };
        }
        // None is reserved since it waits
        if (run.Error is { Status: 429 } && !Stopping.IsCancellationRequested)
            return invocation with { Outcome = new("ZeroReservedConcurrency", null, null, null) };
        // Not run, or not to its end: the emulator stops
        if (!run.Ok(out var result, out _) || (result.FunctionError is not null && Stopping.IsCancellationRequested))
            throw new OperationCanceledException(Stopping);
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
}
