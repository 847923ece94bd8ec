using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Platform.Outages;

namespace Platform.Aws;

/// <summary>Ends a call whose <see cref="AwsBudget"/> is used up, and tells by its exception which dependency did not answer.</summary>
internal sealed class AwsCallDeadline(AwsBudget budget) : PipelineHandler
{
    private volatile bool _used;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = (RequestContext)executionContext.RequestContext;
        var (caller, limits) = (context.CancellationToken, budget.For(context.OriginalRequest, !_used));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(caller);
        deadline.CancelAfter(limits.Call);
        context.CancellationToken = deadline.Token;
        context.ContextAttributes[AwsAttemptDeadline.Limit] = limits.Attempt;
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (OperationCanceledException exception) when (!caller.IsCancellationRequested)
        {
            var seconds = limits.Call.TotalSeconds;
            throw Marked(new TimeoutException($"{budget.Dependency} (AWS) did not answer within {seconds:0.#} s.", exception));
        }
        catch (Exception exception)
        {
            Marked(exception);
            throw;
        }
        finally
        {
            (context.CancellationToken, _used) = (caller, true);
        }
    }

    private Exception Marked(Exception exception)
    {
        exception.SetDependency(budget.Dependency);
        return exception;
    }
}

/// <summary>
/// Ends an attempt that takes too long, so that there is time for another one: the connection may be dead, and a new one not.
/// </summary>
internal sealed class AwsAttemptDeadline : PipelineHandler
{
    public const string Limit = "Platform.Aws.AttemptLimit";

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = (RequestContext)executionContext.RequestContext;
        var caller = context.CancellationToken;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(caller);
        deadline.CancelAfter((TimeSpan)context.ContextAttributes[Limit]);
        context.CancellationToken = deadline.Token;
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (OperationCanceledException exception) when (!caller.IsCancellationRequested)
        {
            // What the SDK's retry policies take for a broken connection
            throw new HttpRequestException("The attempt took too long.", new TimeoutException("No answer in time.", exception));
        }
        finally
        {
            context.CancellationToken = caller;
        }
    }
}
