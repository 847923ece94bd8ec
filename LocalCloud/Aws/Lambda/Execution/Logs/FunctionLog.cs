using System.Globalization;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Lambda.Execution.Logs;

/// <summary>What one environment logs: the function's lines and Lambda's own, as text or as JSON.</summary>
internal sealed class FunctionLog
{
    private readonly LambdaService _service;
    private readonly Scope _scope;
    private readonly FunctionConfiguration _configuration;
    private readonly bool _json;
    private readonly Caller _caller;

    public FunctionLog(LambdaService service, Scope scope, FunctionVersion version, string id)
    {
        (_service, _scope, _configuration) = (service, scope, version.Configuration);
        _caller = new(CallerKind.Runtime, version.Name, _configuration.Role);
        _json = _configuration.LoggingConfig?.LogFormat == "JSON";
        Group = _configuration.LoggingConfig?.LogGroup ?? $"/aws/lambda/{version.Name}";
        var date = service.Host.Time.GetUtcNow().ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        // A group of several functions has the name in the stream (docs: monitoring-cloudwatchlogs-loggroups)
        var own = Group == $"/aws/lambda/{version.Name}" ? "" : version.Name;
        Stream = $"{date}/{own}[{version.Number}]{id}";
    }

    public string Group { get; }

    public string Stream { get; }

    /// <summary>The invocation that lines belong to, when there is one.</summary>
    public Invocation? Current { get; set; }

    public void Line(string text)
    {
        Current?.Tail.Add(text);
        _service.Shipper.Add(new(_scope, _caller, Group, Stream, _service.Host.Time.GetUtcNow(), text));
    }

    /// <summary>A line of Lambda's own, with the time before it.</summary>
    public void Stamped(string text) => Line($"{Stamp()} {text}");

    public void InitStart()
    {
        var arn = _configuration.RuntimeVersionConfig?.RuntimeVersionArn;
        if (_json)
            Json(
                "platform.initStart",
                $$"""{"initializationType":"on-demand","phase":"init","runtimeVersion":"{{_configuration.Runtime}}","runtimeVersionArn":"{{arn}}","functionName":"{{_configuration.FunctionName}}","functionVersion":"{{_configuration.Version}}"}"""
            );
        else
            Line($"INIT_START Runtime Version: {_configuration.Runtime}\tRuntime Version ARN: {arn}");
    }

    public void InitReport(TimeSpan duration, string status, string? errorType)
    {
        if (_json)
            Json(
                "platform.initReport",
                $$$"""{"initializationType":"on-demand","phase":"init","status":"{{{status}}}","metrics":{"durationMs":{{{Ms(duration)}}}}}"""
            );
        else
            Line(
                $"INIT_REPORT Init Duration: {Ms(duration)} ms\tPhase: init\tStatus: "
                    + $"{status}{(errorType is null ? "" : $"\tError Type: {errorType}")}"
            );
    }

    public void Start(Invocation invocation)
    {
        Current = invocation;
        if (_json)
            Json("platform.start", $$"""{"requestId":"{{invocation.Id}}","version":"{{_configuration.Version}}"}""");
        else
            Line($"START RequestId: {invocation.Id} Version: {_configuration.Version}");
    }

    public void End(Invocation invocation, Report report)
    {
        if (_json)
            EndJson(invocation, report);
        else
        {
            Line($"END RequestId: {invocation.Id}");
            Line(
                $"REPORT RequestId: {invocation.Id}\tDuration: {Ms(report.Duration)} ms\tBilled Duration: {report.BilledMs} ms\tMemory "
                    + $"Size: {_configuration.MemorySize} MB\t"
                    + $"Max Memory Used: {report.MaxMemory} MB\t{(report.Init is { } init ? $"Init Duration: {Ms(init)} ms\t" : "")}"
                    + (
                        report.Status is null
                            ? ""
                            : $"Status: {report.Status}{(report.ErrorType is null ? "" : $"\tError Type: {report.ErrorType}")}"
                    )
            );
        }
        Current = null;
    }

    private void EndJson(Invocation invocation, Report report) =>
        Json(
            "platform.report",
            $$"""{"requestId":"{{invocation.Id}}","metrics":{"durationMs":{{Ms(report.Duration)}},"billedDurationMs":{{report.BilledMs}},"memorySizeMB":{{_configuration.MemorySize}},"maxMemoryUsedMB":{{report.MaxMemory}}"""
                + (report.Init is { } init ? $$""","initDurationMs":{{Ms(init)}}""" : "")
                + $$"""},"status":"{{report.Status ?? "success"}}"}"""
        );

    private void Json(string type, string record) => Line($$"""{"time":"{{Stamp()}}","type":"{{type}}","record":{{record}}}""");

    private string Stamp() =>
        _service.Host.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture);
}

/// <summary>What the REPORT line says.</summary>
/// <param name="Init">of an invocation that found no environment</param>
internal sealed record Report(TimeSpan Duration, TimeSpan? Init, long MaxMemory, string? Status, string? ErrorType)
{
    /// <summary>The time of the init phase is billed since August 2025.</summary>
    public long BilledMs => Math.Max(1, (long)Math.Ceiling((Duration + (Init ?? TimeSpan.Zero)).TotalMilliseconds));
}
