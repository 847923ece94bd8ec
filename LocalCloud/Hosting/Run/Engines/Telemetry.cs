using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Where a process sends its telemetry, under which name, and quickly: as Aspire sets it in development.</summary>
static class Telemetry
{
    public static IEnumerable<ManifestVariable> Variables(DashboardEndpoints? dashboard, RunInstance instance)
    {
        if (dashboard is null) yield break;
        yield return new("OTEL_EXPORTER_OTLP_ENDPOINT", Literal(dashboard.OtlpGrpc.ToString().TrimEnd('/')));
        yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", Literal("grpc"));
        yield return new("OTEL_EXPORTER_OTLP_HEADERS", Literal($"x-otlp-api-key={dashboard.OtlpKey}"));
        yield return new("OTEL_SERVICE_NAME", Literal(instance.Resource));
        yield return new("OTEL_RESOURCE_ATTRIBUTES", Literal($"service.instance.id={instance.Id}"));
        yield return new("OTEL_BLRP_SCHEDULE_DELAY", Literal("1000"));
        yield return new("OTEL_BSP_SCHEDULE_DELAY", Literal("1000"));
        yield return new("OTEL_METRIC_EXPORT_INTERVAL", Literal("1000"));
        yield return new("OTEL_TRACES_SAMPLER", Literal("always_on"));
        yield return new("OTEL_METRICS_EXEMPLAR_FILTER", Literal("trace_based"));
    }

    static ManifestExpression Literal(string text) => ManifestExpression.Literal(text);
}
