using Lambda.Lifecycle;
using Platform.Redis;

namespace Platform.OnLambda;

/// <summary>
/// The invocation's Redis commands become spans before telemetry is exported; the thread that would do it later is frozen by then.
/// </summary>
internal sealed class RedisSpansAfterInvocation(RedisSpans spans) : IAfterInvocation
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        spans.Flush();
        return Task.CompletedTask;
    }
}
