using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using ServiceDefaults;
using Services.Tests.Infrastructure;

namespace Services.Tests.Telemetry;

public sealed class HealthLogTests
{
    [Fact]
    public async Task A_check_is_logged_when_it_begins_to_fail_and_when_it_is_well_again_and_not_in_between()
    {
        var status = HealthStatus.Healthy;
        var lines = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("part", () => new HealthCheckResult(status, "it said so", new IOException("broken")));
        builder.Logging.ClearProviders().AddProvider(lines);
        await using var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = app.GetTestClient();

        foreach (
            var next in new[]
            {
                HealthStatus.Healthy,
                HealthStatus.Unhealthy,
                HealthStatus.Unhealthy,
                HealthStatus.Degraded,
                HealthStatus.Healthy,
                HealthStatus.Healthy,
            }
        )
        {
            status = next;
            await http.GetAsync("/health", TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [
                "Health check part is Unhealthy: it said so",
                "Health check part is Degraded: it said so",
                "Health check part is healthy again; it was Degraded",
            ],
            lines.All.Where(line => line.Text.Contains("ealth", StringComparison.Ordinal)).Select(line => line.Text)
        );
    }
}
