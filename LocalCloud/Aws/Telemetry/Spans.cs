using System.Diagnostics;

namespace LocalCloud.Aws.Telemetry;

/// <summary>One server span per request, in the caller's trace. Attributes: OpenTelemetry's conventions for RPC with AWS.</summary>
internal static class Spans
{
    public const string SourceName = "LocalCloud.Aws";

    /// <summary>Telemetry:Probes: calls that find nothing are traced, too.</summary>
    public static readonly bool WithProbes =
        bool.TryParse(Environment.GetEnvironmentVariable("Telemetry__Probes"), out var probes) && probes;

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(HttpRequest request, Context context)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(context.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        return Source.StartActivity("AWS request", ActivityKind.Server, parent);
    }

    public static void End(Activity? span, Context context, int status)
    {
        if (span is null)
            return;
        span.DisplayName = $"{context.ServiceId}/{context.OperationName}";
        span.SetTag("rpc.system", "aws-api");
        span.SetTag("rpc.service", context.ServiceId);
        span.SetTag("rpc.method", context.OperationName);
        span.SetTag("aws.request_id", context.RequestId);
        span.SetTag("cloud.region", context.Scope.Region);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
        // A caller with a trace of his own has said whether he wants it.
        if (context.FoundNothing && span.ParentId is null && !WithProbes)
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.Dispose();
    }
}
