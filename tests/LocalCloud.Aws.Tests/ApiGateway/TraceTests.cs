using System.Diagnostics;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class TraceTests : ApiTest
{
    [Fact]
    public async Task The_callers_trace_goes_on_in_the_function_and_behind_the_address()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var api = await FunctionApiAsync("GET /", e => $$"""{"statusCode":200,"body":"{{e["headers"]!["x-amzn-trace-id"]}}"}""");
        await RouteAsync(api, "GET /there", await HttpIntegrationAsync(api));

        var seen = await TextAsync(AskAsync(api, "/", more: request => request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01")));
        Assert.StartsWith($"Root=1-{Trace[..8]}-{Trace[8..]};Parent=", seen, StringComparison.Ordinal);

        await StatusAsync(AskAsync(api, "/there", more: request => request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01")));
        Assert.StartsWith($"00-{Trace}-", (await Backend.NextAsync()).Headers["traceparent"], StringComparison.Ordinal);
    }
}
