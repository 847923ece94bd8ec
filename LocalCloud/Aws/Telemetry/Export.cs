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

    private static TracerProvider StartExporting() => Sdk.CreateTracerProviderBuilder()
        .AddSource(Spans.SourceName)
        .ConfigureResource(resource =>
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")))
                resource.AddService("aws");
        })
        .AddOtlpExporter()
        .Build();
}
