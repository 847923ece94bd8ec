using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// The last invocations with their events, for people to look at and to run again. In memory alone: a restart forgets them.
/// </summary>
internal sealed class RecentInvocations
{
    /// <summary>An event above this is not kept.</summary>
    public const int LargestPayload = 1 << 20;

    private const int Most = 200;

    /// <summary>An answer above this is kept as its beginning.</summary>
    public const int LargestAnswer = 64 << 10;

    /// <summary>Of all events together: beyond it the oldest go.</summary>
    private const long MostBytes = 32L << 20;

    private readonly Queue<RecentInvocation> _all = [];
    private long _bytes;

    public void Add(Scope scope, FunctionVersion version, Invocation invocation, InvocationResult result, Report report, DateTimeOffset now)
    {
        var payload = invocation.Payload.Length > LargestPayload ? null : invocation.Payload;
        lock (_all)
        {
            _all.Enqueue(
                new(scope, version.Name, version.Number, invocation.Id, now, result.ErrorType, report, invocation.Tail.ToArray())
                {
                    Payload = payload,
                    PayloadSize = invocation.Payload.Length,
                    Answer = result.Payload.Length > LargestAnswer ? result.Payload[..LargestAnswer] : result.Payload,
                    AnswerSize = result.Payload.Length,
                }
            );
            _bytes += payload?.Length ?? 0;
            if (_all.Count > Most)
                Forget(_all.Dequeue());
            foreach (var oldest in _all)
            {
                if (_bytes <= MostBytes)
                    break;
                Forget(oldest);
            }
        }
    }

    /// <summary>Newest first.</summary>
    public List<RecentInvocation> Of(Scope scope, string? function)
    {
        lock (_all)
            return [.. _all.Where(i => i.Scope == scope && (function is null || i.Function == function)).Reverse()];
    }

    /// <summary>The last try of an invocation, in whichever account and region; null when it is not among those that are kept.</summary>
    public RecentInvocation? Find(string requestId)
    {
        lock (_all)
            return _all.LastOrDefault(i => i.RequestId == requestId);
    }

    private void Forget(RecentInvocation invocation)
    {
        _bytes -= invocation.Payload?.Length ?? 0;
        invocation.Payload = null;
    }
}

internal sealed record RecentInvocation(
    Scope Scope,
    string Function,
    string Version,
    string RequestId,
    DateTimeOffset Ended,
    string? Error,
    Report Report,
    byte[] Log
)
{
    /// <summary>The event, as JSON; null when it was too large to be kept, or has made room for newer ones.</summary>
    public byte[]? Payload { get; set; }

    /// <summary>Bytes that the event had.</summary>
    public int PayloadSize { get; init; }

    /// <summary>What the function answered, or its error, as JSON: the first 64 KB.</summary>
    public byte[] Answer { get; init; } = [];

    /// <summary>Bytes that the answer had.</summary>
    public int AnswerSize { get; init; }
}
