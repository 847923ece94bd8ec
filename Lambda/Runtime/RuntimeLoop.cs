using Lambda.Lifecycle;
using Lambda.Tracing;
using Microsoft.Extensions.Logging;

namespace Lambda.Runtime;

/// <summary>
/// Next, handle, answer, and what has to be done before the environment is frozen, which it is from the next Next on. One at a time,
/// on managed instances as many as they allow. Only a broken runtime API ends it.
/// </summary>
internal sealed partial class RuntimeLoop(
    RuntimeApi api,
    LambdaEnvironment environment,
    LambdaOptions options,
    InvocationRouter router,
    Snapshots snapshots,
    Extension extension,
    InitErrors initErrors,
    IEnumerable<IAfterInvocation> afterInvocation,
    TimeProvider time,
    ILogger<RuntimeLoop> logger
)
{
    private int _invocations;

    /// <summary>Runs until <paramref name="stopping"/>; an invocation that is under way then is finished.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await extension.StartAsync(stopping);
        await snapshots.RunAsync(stopping);
        initErrors.Over();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAll(
            Enumerable
                .Range(0, environment.MaxConcurrency)
                .Select(async _ =>
                {
                    try
                    {
                        await LoopAsync(broken.Token);
                    }
                    catch (Exception)
                    {
                        await broken.CancelAsync();
                        throw;
                    }
                })
        );
    }

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await api.NextAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }

            await HandleAsync(invocation with { IsColdStart = Interlocked.Increment(ref _invocations) == 1 });
        }
    }

    private async Task HandleAsync(Invocation invocation)
    {
        if (environment.MaxConcurrency == 1)
        {
            // Where X-Ray's SDKs and AWS's own, which pass it on, look for it.
            Environment.SetEnvironmentVariable(XRay.EnvironmentVariable, invocation.TraceHeader);
        }

        using var scope = logger.BeginScope(new Dictionary<string, object?> { ["AwsRequestId"] = invocation.RequestId });
        using var deadline = Deadline(invocation, options.DeadlineMargin);
        var worked = true;
        await using (var answer = new InvocationAnswer(api, invocation.RequestId))
        {
            try
            {
                worked = await router.HandleAsync(invocation, answer, deadline.Token);
                await answer.CompleteAsync();
            }
            catch (Exception exception) when (exception is not RuntimeApiException)
            {
                LogFailed(exception);
                await answer.FailAsync(
                    exception is UnknownEventException
                        ? InvocationError.OfRuntime("UnknownEvent", exception)
                        : InvocationError.Of(exception)
                );
            }

            if (answer.Refusal is { } refusal)
            {
                LogRefused(refusal);
            }
        }

        if (worked)
        {
            await FinishAsync(invocation);
        }
    }

    /// <summary>The caller has its answer; Lambda waits for the next Next, at most until the deadline.</summary>
    private async Task FinishAsync(Invocation invocation)
    {
        using var deadline = Deadline(invocation, options.DeadlineMargin / 2);
        foreach (var after in afterInvocation.Reverse())
        {
            try
            {
                await after.RunAsync(deadline.Token);
            }
            catch (Exception exception)
            {
                LogAfterFailed(exception, after.GetType().Name);
            }
        }
    }

    private CancellationTokenSource Deadline(Invocation invocation, TimeSpan margin)
    {
        var left = invocation.Deadline - time.GetUtcNow() - margin;
        return left <= TimeSpan.Zero ? new CancellationTokenSource(TimeSpan.Zero, time)
            : left > TimeSpan.FromDays(1) ? new CancellationTokenSource()
            : new CancellationTokenSource(left, time);
    }

    [LoggerMessage(LogLevel.Error, "The invocation failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Lambda did not take the answer to this invocation: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "{What} failed after the invocation was answered")]
    private partial void LogAfterFailed(Exception exception, string what);
}
