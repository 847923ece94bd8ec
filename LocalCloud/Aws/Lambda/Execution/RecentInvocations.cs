using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The last invocations, for people to look at. Not kept over a restart.</summary>
internal sealed class RecentInvocations
{
    private const int Most = 200;

    private readonly Queue<RecentInvocation> _all = [];

    public void Add(Scope scope, FunctionVersion version, Invocation invocation, InvocationResult result, Report report, DateTimeOffset now)
    {
        lock (_all)
        {
            _all.Enqueue(new(scope, version.Name, version.Number, invocation.Id, now, result.ErrorType, report, invocation.Tail.ToArray()));
            if (_all.Count > Most)
                _all.Dequeue();
        }
    }

    /// <summary>Newest first.</summary>
    public List<RecentInvocation> Of(Scope scope, string? function)
    {
        lock (_all)
            return [.. _all.Where(i => i.Scope == scope && (function is null || i.Function == function)).Reverse()];
    }
}

internal sealed record RecentInvocation(
    Scope Scope, string Function, string Version, string RequestId, DateTimeOffset Ended, string? Error, Report Report, byte[] Log);
