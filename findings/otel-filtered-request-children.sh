#!/usr/bin/env bash
# OpenTelemetry.Instrumentation.AspNetCore 1.20.2 with .Http 1.20.2 on OpenTelemetry 1.20.1: a request that its Filter leaves out takes its children with it only
# where the sampler asks the parent. The filtered request's activity stays current, not recorded; under the default (parent based) its calls are not exported, under
# always_on each is exported, as a trace that consists of a child whose parent nobody has. Aspire 13.6's hosting sets OTEL_TRACES_SAMPLER=always_on for projects
# in Development, so a Filter for health probes that call something leaves as many traces as before.
# Seen: "default: nothing", "always_on: GET with a parent that was not exported"
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > finding.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="OpenTelemetry.Extensions.Hosting" Version="1.20.1" />
    <PackageReference Include="OpenTelemetry.Instrumentation.AspNetCore" Version="1.20.2" />
    <PackageReference Include="OpenTelemetry.Instrumentation.Http" Version="1.20.2" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

var exported = new List<Activity>();
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation(options => options.Filter = http => http.Request.Path != "/health" && http.Request.Path != "/asked")
    .AddHttpClientInstrumentation()
    .AddProcessor(new SimpleActivityExportProcessor(new Keep(exported))));
var app = builder.Build();
app.MapGet("/asked", () => "yes");
app.MapGet("/health", async () =>
{
    using var http = new HttpClient();
    return await http.GetStringAsync($"{app.Urls.First()}/asked");
});
await app.StartAsync();
// From elsewhere: without a span of its own
using (SuppressInstrumentationScope.Begin())
using (var http = new HttpClient())
    await http.GetStringAsync($"{app.Urls.First()}/health");
await app.StopAsync();
Console.WriteLine(exported.Count == 0 ? "nothing" : string.Join(", ", exported.Select(span =>
    $"{span.DisplayName} with {(span.ParentSpanId == default ? "no parent" : exported.Any(other => other.SpanId == span.ParentSpanId) ? "its parent" : "a parent that was not exported")}")));

sealed class Keep(List<Activity> all) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var activity in batch) all.Add(activity);
        return ExportResult.Success;
    }
}
P
dotnet build -v q >&2
seen="default: $(env -u OTEL_TRACES_SAMPLER dotnet bin/Debug/net10.0/finding.dll)
always_on: $(OTEL_TRACES_SAMPLER=always_on dotnet bin/Debug/net10.0/finding.dll)"
echo "$seen"
[ "$seen" = "default: nothing
always_on: GET with a parent that was not exported" ] || { echo "changed"; exit 1; }
