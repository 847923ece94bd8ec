using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using LocalCloud.Aws.Tests.Lambda;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>Functions are real processes: what they call is known as theirs by the session token that they sign with.</summary>
public class UsageOfFunctionsTests : UsageReportTest
{
    // They reach the emulator at its port
    protected override bool OverHttp => true;

    /// <summary>JavaScript that calls an operation of a JSON service with the environment's credentials.</summary>
    internal const string Calls = """
        const call = async (service, target, input) => {
          const response = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(input), headers: {
            'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, 'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
            authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${process.env.AWS_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0` } });
          return { status: response.status, body: JSON.parse(await response.text() || 'null') };
        };
        """;

    [Fact]
    public async Task What_a_function_calls_is_its_and_its_roles()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await CreateAsync(
            "api",
            $$"""{{Calls}} exports.handler = async () => (await call('sqs', 'AmazonSQS.SendMessage', { QueueUrl: '{{url}}', MessageBody: 'x' })).status;"""
        );
        Assert.Equal("200", (await InvokeAsync("api")).Text);
        await Sqs.SendMessageAsync(url, "of the test");

        var ours = await UsageAsync("sqs", "SendMessage", c => c.Function is not null);
        Assert.Equal(("api", Role, "function", 1, QueueArn("jobs")), (ours.Function, ours.Role, ours.Caller, ours.Count, ours.Resource));
        Assert.Equal(1, (await UsageAsync("sqs", "SendMessage", c => c.Function is null)).Count);
    }

    [Fact]
    public async Task A_poller_reads_its_queue_as_the_function()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await CreateAsync("work", "exports.handler = async () => 'done';");
        await DoAsync("POST", "/2015-03-31/event-source-mappings", $$"""{"EventSourceArn":"{{QueueArn("jobs")}}","FunctionName":"work"}""");
        await Sqs.SendMessageAsync(url, "hello");

        var deleted = await EventuallyAsync("sqs", "DeleteMessageBatch");
        Assert.Equal((true, "work", Role, QueueArn("jobs")), (deleted.Poller, deleted.Function, deleted.Role, deleted.Resource));
        Assert.True((await UsageAsync("sqs", "ReceiveMessage")).Poller);
        var billed = await UsageAsync("lambda", "Invocation");
        Assert.Equal((Arn("work"), 1.0), (billed.Resource, billed.Units["requests"]));
        Assert.True(billed.Units["gbSeconds"] > 0);
    }

    [Fact]
    public async Task Its_log_is_billed_by_bytes_and_26_for_each_event()
    {
        await CreateAsync("talk", "exports.handler = async () => { console.log('x'.repeat(1000)); };");
        await InvokeAsync("talk");
        var logged = await EventuallyAsync("logs", "PutLogEvents", c => c.Units["ingestedBytes"] > 1026);
        Assert.Equal(
            ("talk", "runtime", $"arn:aws:logs:{Region}:{Account}:log-group:/aws/lambda/talk"),
            (logged.Function, logged.Caller, logged.Resource)
        );
    }

    [Fact]
    public async Task What_a_rule_delivers_is_no_functions_call()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await EventsAsync("PutRule", """{"Name":"all","EventPattern":"{\"source\":[\"shop\"]}"}""");
        await EventsAsync("PutTargets", $$"""{"Rule":"all","Targets":[{"Id":"1","Arn":"{{QueueArn("jobs")}}"}]}""");
        var detail = $$"""{\"text\":\"{{new string('x', 65 << 10)}}\"}""";
        await EventsAsync(
            "PutEvents",
            $$"""
            {"Entries":[{"Source":"shop","DetailType":"order","Detail":"{{detail}}"},
             {"Source":"","DetailType":"none","Detail":"{}"}]}
            """
        );
        await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 },
            TestContext.Current.CancellationToken
        );

        var sent = await EventuallyAsync("sqs", "SendMessage");
        Assert.Equal(("service", null, 2.0), (sent.Caller, sent.Function, sent.Units["requests"]));
        // One of two chunks, and one that was refused
        var put = await UsageAsync("events", "PutEvents");
        Assert.Equal((2.0, $"arn:aws:events:{Region}:{Account}:event-bus/default"), (put.Units["events"], put.Resource));
        Assert.Equal($"arn:aws:events:{Region}:{Account}:rule/all", (await UsageAsync("events", "PutRule")).Resource);
    }

    private async Task EventsAsync(string operation, string input)
    {
        using var response = await Aws.JsonAsync("events", $"AWSEvents.{operation}", input);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<UsageCall> EventuallyAsync(string service, string operation, Func<UsageCall, bool>? which = null)
    {
        UsageCall? found = null;
        await Lambda.Processes.UntilAsync(
            () =>
                (
                    found = Metering
                        .UsageReports.Of(Host, null)
                        .Calls.FirstOrDefault(c => c.Service == service && c.Operation == operation && which?.Invoke(c) is not false)
                )
                    is not null,
            $"{operation} should be counted"
        );
        return found!;
    }
}
