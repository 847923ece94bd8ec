using System.Diagnostics;
using System.Threading.Channels;

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

        Assert.Equal(
            ("sqs/ListQueues", ActivityKind.Server, "b7ad6b7169203331"),
            (span.DisplayName, span.Kind, span.ParentSpanId.ToString())
        );
        Assert.Equal(["aws-api", "sqs", "ListQueues"], new[] { "rpc.system", "rpc.service", "rpc.method" }.Select(span.GetTagItem));
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData("01", false, true)]
    public async Task A_receive_that_gets_nothing_is_no_span_to_export_unless_its_caller_samples_it(
        string? callersFlags,
        bool hasMessage,
        bool isExported
    )
    {
        var queue = (await Sqs.CreateQueueAsync("spans", TestContext.Current.CancellationToken)).QueueUrl;
        if (hasMessage)
            await Sqs.SendMessageAsync(queue, "one", TestContext.Current.CancellationToken);
        var ended = Channel.CreateUnbounded<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => ended.Writer.TryWrite(span),
        };
        ActivitySource.AddActivityListener(listener);

        using var answer = await Aws.JsonAsync(
            "sqs",
            "AmazonSQS.ReceiveMessage",
            $$"""{"QueueUrl":"{{queue}}"}""",
            "1.0",
            callersFlags is null ? [] : [("traceparent", $"00-{ActivityTraceId.CreateRandom()}-b7ad6b7169203331-{callersFlags}")]
        );
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var id = answer.Headers.GetValues("x-amzn-RequestId").Single();

        // Other tests' spans end here, too
        await foreach (var span in ended.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            if ((string?)span.GetTagItem("aws.request_id") == id)
            {
                Assert.Equal(isExported, span.Recorded);
                return;
            }
    }
}
