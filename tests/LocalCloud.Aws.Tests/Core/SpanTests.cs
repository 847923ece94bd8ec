using System.Diagnostics;

namespace LocalCloud.Aws.Tests.Core;

public sealed class SpanTests : AwsTest
{
    [Fact]
    public async Task A_request_is_a_server_span_in_the_callers_trace()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var ended = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
                span.Parent.TraceId.ToHexString() == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            // Another test's listener may let another test's span be made
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == trace)
                    ended.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{}"),
            Headers = { { "X-Amz-Target", "AmazonSQS.ListQueues" }, { "traceparent", $"00-{trace}-b7ad6b7169203331-01" } },
        };
        await Http.SendAsync(request);
        var span = await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(("sqs/ListQueues", ActivityKind.Server, "b7ad6b7169203331"), (span.DisplayName, span.Kind, span.ParentSpanId.ToString()));
        Assert.Equal(["aws-api", "sqs", "ListQueues"], new[] { "rpc.system", "rpc.service", "rpc.method" }.Select(span.GetTagItem));
    }
}
