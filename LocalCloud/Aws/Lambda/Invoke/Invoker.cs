using System.Diagnostics;
using System.Text;
using LocalCloud.Aws.Lambda.Aliases;
using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Execution.Environments;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Telemetry;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>Runs invocations: synchronous ones for whoever waits for the answer, and the tries of asynchronous ones.</summary>
internal sealed class Invoker(LambdaService service)
{
    public static readonly ActivitySource Tracing = new(Spans.SourceName);

    /// <summary>The version that is meant, and by which ARN.</summary>
    public Result<InvocationTarget> Resolve(LambdaState state, string name, string? qualifier) =>
        service.Host.Read(state, Result<InvocationTarget> (s) =>
        {
            if (!s.FindVersion(name, qualifier).Ok(out var found, out var error))
                return error;
            var (function, version, named) = found;
            if (named is not null && function.Aliases.TryGetValue(named, out var alias))
                version = function.Find(Routing.Choose(alias)) ?? version;
            return new InvocationTarget(s, function, version, function.QualifiedArn(named), named);
        });

    /// <summary>Runs an invocation to its end; an error when it was not run at all.</summary>
    /// <param name="wait">for a free environment, however long that takes</param>
    public async Task<Result<InvocationResult>> RunAsync(
        InvocationTarget target,
        InvocationRequest request,
        bool wait,
        CancellationToken cancellation
    )
    {
        ActivityContext.TryParse(request.TraceParent, null, isRemote: true, out var parent);
        using var span = Tracing.StartActivity($"{target.Version.Name} invoke", ActivityKind.Server, parent);
        var waiter = wait ? new Waiter(() => Meant(target), request.GivesUpAtZero) : null;
        while (true)
        {
            var acquired = await service.Fleet.AcquireAsync(target.State, target.Version, wait, cancellation, waiter).ConfigureAwait(false);
            if (!acquired.Ok(out var environment, out var throttled))
            {
                span?.SetStatus(ActivityStatusCode.Error, throttled.Message);
                service.Metrics.Throttled(target);
                request.Stream?.End();
                return throttled;
            }
            request.Version = environment.Version;
            // One that has ended while it was idle is not an answer
            if (
                await RunAsync(environment, target with { Version = environment.Version }, request, span).ConfigureAwait(false) is
                { } result
            )
                return result;
        }
    }

    /// <summary>$LATEST is followed by the fleet; a version stays what it is.</summary>
    private FunctionVersion? Meant(InvocationTarget target) =>
        target.Qualifier is not null && Resolve(target.State, target.Function.Name, target.Qualifier).Ok(out var now, out _)
            ? now.Version
            : null;

    private async Task<InvocationResult?> RunAsync(
        ExecutionEnvironment environment,
        InvocationTarget target,
        InvocationRequest request,
        Activity? span
    )
    {
        var running = service.Metrics.Begin(target, environment.IsProvisioned);
        try
        {
            var invocation = new Invocation(
                request.Payload.Length == 0 ? "{}"u8.ToArray() : request.Payload,
                target.Arn,
                TraceHeader.Of(span, request)
            )
            {
                Id = request.RequestId,
                ClientContext = request.ClientContext,
                Stream = request.Stream,
            };
            var result = await environment.InvokeAsync(invocation).ConfigureAwait(false);
            request.Tail = invocation.Tail;
            if (result is not null)
                Record(target, running, invocation, result, environment.IsProvisioned, span);
            span?.SetTag("faas.invocation_id", invocation.Id)
                .SetTag("faas.invoked_name", target.Version.Name)
                .SetTag("faas.version", target.Version.Number)
                .SetTag("cloud.resource_id", target.Arn);
            if (result?.FunctionError is not null)
                span?.SetStatus(ActivityStatusCode.Error, Encoding.UTF8.GetString(result.Payload));
            return result;
        }
        finally
        {
            running.End();
            if (environment.Settled.IsCompleted)
                service.Fleet.Return(environment);
            else
                _ = ReturnAsync(environment);
        }
    }

    private void Record(
        InvocationTarget target,
        Concurrency running,
        Invocation invocation,
        InvocationResult result,
        bool provisioned,
        Activity? span
    )
    {
        var failed = result.FunctionError is not null;
        service.Metrics.Record(target, running, invocation.Duration, failed, provisioned);
        if (invocation.Report is { } report)
            service.Costs.Add(target, report, provisioned, failed, span);
    }

    private async Task ReturnAsync(ExecutionEnvironment environment)
    {
        await environment.Settled.ConfigureAwait(false);
        service.Fleet.Return(environment);
    }
}

/// <param name="Arn">as the caller named it</param>
internal sealed record InvocationTarget(LambdaState State, Function Function, FunctionVersion Version, string Arn, string? Qualifier);

/// <summary>What a caller hands over.</summary>
internal sealed record InvocationRequest(byte[] Payload)
{
    public string RequestId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>JSON, decoded.</summary>
    public string? ClientContext { get; init; }

    public string? TraceParent { get; init; }

    public string? XRayTraceHeader { get; init; }

    public ResponseStream? Stream { get; init; }

    /// <summary>An event that the function's concurrency of zero sends to its destination.</summary>
    public bool GivesUpAtZero { get; init; }

    /// <summary>Set when it runs: of an alias the version of that moment.</summary>
    public FunctionVersion? Version { get; set; }

    /// <summary>Set when it is over.</summary>
    public Execution.Logs.LogTail? Tail { get; set; }
}

/// <summary>X-Ray's header with the ids of W3C's trace context in it: a root is 1-, 8 digits, -, 24 digits; a parent 16.</summary>
internal static class TraceHeader
{
    public static string Of(Activity? span, InvocationRequest request)
    {
        if (span is not null)
            return Text(span.TraceId.ToHexString(), span.SpanId.ToHexString());
        if (request.XRayTraceHeader is { Length: > 0 } given)
            return given;
        return ActivityContext.TryParse(request.TraceParent, null, out var parent)
            ? Text(parent.TraceId.ToHexString(), parent.SpanId.ToHexString())
            : Text(ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
    }

    private static string Text(string trace, string span) => $"Root=1-{trace[..8]}-{trace[8..]};Parent={span};Sampled=1";
}
