using System.Diagnostics;
using ServiceDefaults;

namespace Platform;

/// <summary>W3C trace context over queue and bus: the producer's span is the parent of the consumer's, however late that comes.</summary>
internal static class MessageTrace
{
    public static Activity? StartProducer(ActivitySource source, string name, string? traceParent, string? traceState, string? requestId) =>
        Start(source, name, ActivityKind.Producer, traceParent, traceState, requestId, "send");

    public static Activity? StartConsumer(ActivitySource source, string name, string? traceParent, string? traceState, string? requestId) =>
        Start(source, name, ActivityKind.Consumer, traceParent, traceState, requestId, "process");

    /// <summary>Until disposed, log lines are in this trace; no span comes of it. Null for no trace, or an invalid one.</summary>
    public static Activity? Enter(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out _) ? new Activity("log").SetParentId(traceParent!).Start() : null;

    /// <summary>The X-Ray form of a traceparent, for AWS's own tracing; null for none or an invalid one.</summary>
    public static string? XRayHeader(string? traceParent)
    {
        if (!ActivityContext.TryParse(traceParent, null, out var context))
        {
            return null;
        }

        var trace = context.TraceId.ToHexString();
        var sampled = context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? 1 : 0;
        return $"Root=1-{trace[..8]}-{trace[8..]};Parent={context.SpanId.ToHexString()};Sampled={sampled}";
    }

    private static Activity? Start(
        ActivitySource source,
        string name,
        ActivityKind kind,
        string? traceParent,
        string? traceState,
        string? requestId,
        string operation
    )
    {
        ActivityContext.TryParse(traceParent, traceState, out var parent);
        var activity = source.StartActivity(name, kind, parent);
        activity?.SetTag(Telemetry.Attributes.RequestId, requestId);
        activity?.SetTag(Telemetry.Attributes.MessagingOperation, operation);
        activity?.SetTag(Telemetry.Attributes.MessagingOperationType, operation);
        return activity;
    }
}
