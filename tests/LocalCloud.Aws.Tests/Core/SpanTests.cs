using System.Diagnostics;

namespace LocalCloud.Aws.Tests.Core;

public sealed class SpanTests : AwsTest
{
    [Fact]
    public async Task A_request_is_a_server_span_in_the_callers_trace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var ended = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Tests beside this one make spans too.
            ActivityStopped = span =>
            {
                if (span.TraceId.ToString() == Trace)
                    ended.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("{}"),
            Headers = { { "X-Amz-Target", "AmazonSQS.ListQueues" }, { "traceparent", $"00-{Trace}-b7ad6b7169203331-01" } },
        };
        await Http.SendAsync(request);
        var span = await ended.Task;

        Assert.Equal(("sqs/ListQueues", ActivityKind.Server, "b7ad6b7169203331"), (span.DisplayName, span.Kind, span.ParentSpanId.ToString()));
        Assert.Equal(["aws-api", "sqs", "ListQueues"], new[] { "rpc.system", "rpc.service", "rpc.method" }.Select(span.GetTagItem));
    }
}
