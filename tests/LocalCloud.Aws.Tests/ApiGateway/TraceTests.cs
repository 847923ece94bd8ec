using System.Diagnostics;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class TraceTests : ApiGatewayTest
{
    [Fact]
    public async Task The_callers_trace_goes_on_in_the_function_and_behind_the_address()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            // All: a span that has lost the caller's trace has to be made, else the header is handed on as it came
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var api = await FunctionApiAsync("GET /", e => $$"""{"statusCode":200,"body":"{{e["headers"]!["x-amzn-trace-id"]}}"}""");
        await RouteAsync(api, "GET /there", await HttpIntegrationAsync(api));

        var seen = await TextAsync(
            AskAsync(api, "/", more: request => request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01"))
        );
        Assert.StartsWith($"Root=1-{trace[..8]}-{trace[8..]};Parent=", seen, StringComparison.Ordinal);

        await StatusAsync(AskAsync(api, "/there", more: request => request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01")));
        Assert.StartsWith($"00-{trace}-", (await Backend.NextAsync()).Headers["traceparent"], StringComparison.Ordinal);
    }
}
