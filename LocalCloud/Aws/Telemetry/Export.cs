using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LocalCloud.Aws.Telemetry;

/// <summary>Spans over OTLP when the environment says where to: the OTEL_ variables are read by the exporter itself.</summary>
internal static class Export
{
    /// <summary>null, and nothing of OpenTelemetry is loaded, when there is nowhere to send to.</summary>
    public static IDisposable? Start() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? null : StartExporting();

    // What belongs to a trace that its caller does not sample (a probe, a poll) leaves no span here either, though the AppHost sets
    // OTEL_TRACES_SAMPLER=always_on.
    private static TracerProvider StartExporting() =>
        Sdk.CreateTracerProviderBuilder()
            .AddSource(Spans.SourceName)
            .SetSampler(Spans.WithProbes ? new AlwaysOnSampler() : new ParentBasedSampler(new AlwaysOnSampler()))
            .ConfigureResource(resource =>
            {
                if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")))
                    resource.AddService("aws");
            })
            .AddOtlpExporter()
            .Build();
}
