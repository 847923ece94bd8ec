using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Development;
using ServiceDefaults.Errors;
using ServiceDefaults.Health;
using ServiceDefaults.Logging;
using ServiceDefaults.RequestIds;

namespace ServiceDefaults;

/// <summary>What every service calls first.</summary>
public static class Extensions
{
    /// <summary>
    /// Tracing, metrics and logs over OTLP (when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set), console logs (plain in Development, JSON
    /// elsewhere), health checks, problem details, in Development a guard against foreign pages, and resilience and service discovery for
    /// every <see cref="HttpClient"/>. Opens no connection.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddLogRules();
        builder.AddConsoleLogs();
        builder.AddOpenTelemetryDefaults();
        builder.Services.AddSingleton<HealthLog>().AddHealthChecks();
        builder.Services.AddProblemDetailsDefaults();
        if (builder.Environment.IsDevelopment())
        {
            // The framework's own filter would refuse localhost as soon as another name is allowed.
            builder.Services.AddSingleton<LocalNames>().Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        }

        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>
    /// Request ids, a line about each request, problem details, in Development the guard. First in the pipeline, so that every answer and
    /// log line has them.
    /// </summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>(Quiet.Setting))
        {
            app.UseQuietProbes();
        }

        app.UseMiddleware<RequestIdMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        if (app.Environment.IsDevelopment())
        {
            app.UseMiddleware<CrossSiteGuard>();
        }

        return app;
    }

    /// <summary><c>/health</c>: ready to serve (all checks). <c>/alive</c>: the process answers (no checks).</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthEndpoints();
        return app;
    }
}
