using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record TestMetricFilterRequest(string? FilterPattern, List<string>? LogEventMessages);

internal sealed record TestMetricFilterResponse(List<MetricFilterMatch> Matches);

internal sealed record MetricFilterMatch(long EventNumber, string EventMessage, Dictionary<string, string> ExtractedValues);

internal static class TestMetricFilter
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "TestMetricFilter",
        LogsJson.Default.TestMetricFilterRequest,
        LogsJson.Default.TestMetricFilterResponse,
        Handle,
        Must.Member<TestMetricFilterRequest>("filterPattern", r => r.FilterPattern).Required().Length(0, 1024),
        Must.Member<TestMetricFilterRequest>("logEventMessages", r => r.LogEventMessages).Required().Length(1, 50)
    );

    private static Result<TestMetricFilterResponse> Handle(LogsState state, TestMetricFilterRequest request, Context context)
    {
        if (!FilterPattern.Parse(request.FilterPattern!).Ok(out var pattern, out var error))
            return error;
        return new TestMetricFilterResponse([
            .. request
                .LogEventMessages!.Select((message, i) => (message, i))
                .Where(e => pattern.Matches(e.message))
                .Select(e => new MetricFilterMatch(e.i + 1, e.message, pattern.Extract(e.message))),
        ]);
    }
}
