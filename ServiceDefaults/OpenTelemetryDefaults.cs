using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ServiceDefaults.Health;
using ServiceDefaults.Logging;

namespace ServiceDefaults;

internal static class OpenTelemetryDefaults
{
    public static void AddOpenTelemetryDefaults(this IHostApplicationBuilder builder)
    {
        var export = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var probes = builder.Configuration.GetValue<bool>(Quiet.Setting);

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing =>
                tracing
                    .AddSource(builder.Environment.ApplicationName, Telemetry.AllSources)
                    .AddSampler(builder.Configuration["OTEL_TRACES_SAMPLER"], probes)
                    .AddAspNetCoreInstrumentation(options => options.Filter = context => probes || !context.Request.IsProbe())
                    .AddHttpClientInstrumentation()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Telemetry.Meter.Name)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
            );

        // Without a collector, log records would be built only to be thrown away.
        if (!export)
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
            logging.AddProcessor(new OneText());
        });
        telemetry.UseOtlpExporter();
    }

    /// <summary>
    /// Everything, but for what belongs to a trace that is not sampled: so a probe's calls are as quiet as the probe, wherever they go. The
    /// AppHost sets always_on for the dashboard's sake, which would make each of these calls a trace of its own.
    /// </summary>
    private static TracerProviderBuilder AddSampler(this TracerProviderBuilder tracing, string? configured, bool probes) =>
        configured is null or "always_on"
            ? tracing.SetSampler(probes ? new AlwaysOnSampler() : new ParentBasedSampler(new AlwaysOnSampler()))
            : tracing;
}
