using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Lambda;

public class AsyncTests : LambdaTest
{
    private readonly Gate _gate = new();

    protected override string? DataDirectory { get; } = Path.Combine(Path.GetTempPath(), $"localcloud-lambda-test-{Guid.NewGuid():N}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_failed_event_is_tried_twice_more_and_then_told_to_the_destination()
    {
        var queue = await QueueAsync("failed");
        await CreateAsync("work", AsksGate(_gate));
        await ConfigureAsync("work", $$$$"""{"DestinationConfig":{"OnFailure":{"Destination":"{{{{QueueArn("failed")}}}}"}}}""");
        var accepted = await InvokeAsync("work", """{"order":1}""", headers: Event);
        Assert.Equal(202, accepted.Status);

        await AnswerNextAsync("fail");
        await AdvanceAsync(1, TimeSpan.FromMinutes(1));
        await AnswerNextAsync("fail");
        await AdvanceAsync(2, TimeSpan.FromMinutes(2));
        await AnswerNextAsync("fail");

        var record = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal("1.0", (string?)record["version"]);
        Assert.Equal(Arn("work") + ":$LATEST", (string?)record["requestContext"]!["functionArn"]);
        Assert.Equal(
            ("RetriesExhausted", 3),
            ((string?)record["requestContext"]!["condition"], (int?)record["requestContext"]!["approximateInvokeCount"])
        );
        Assert.Equal(accepted.Header("x-amzn-RequestId"), (string?)record["requestContext"]!["requestId"]);
        Assert.Equal("""{"order":1}""", record["requestPayload"]!.ToJsonString());
        Assert.Equal(
            (200, "$LATEST", "Unhandled"),
            (
                (int?)record["responseContext"]!["statusCode"],
                (string?)record["responseContext"]!["executedVersion"],
                (string?)record["responseContext"]!["functionError"]
            )
        );
        Assert.Equal("told to fail", (string?)record["responsePayload"]!["errorMessage"]);
    }

    [Fact]
    public async Task Success_is_told_to_its_destination()
    {
        var queue = await QueueAsync("done");
        await CreateAsync("work", AsksGate(_gate));
        await ConfigureAsync("work", $$$$"""{"DestinationConfig":{"OnSuccess":{"Destination":"{{{{QueueArn("done")}}}}"}}}""");
        await InvokeAsync("work", "{}", headers: Event);
        await AnswerNextAsync("fine");
        var record = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(
            ("Success", 1),
            ((string?)record["requestContext"]!["condition"], (int?)record["requestContext"]!["approximateInvokeCount"])
        );
        Assert.Equal("fine", (string?)record["responsePayload"]);
    }

    [Fact]
    public async Task A_dead_letter_queue_gets_the_event_with_its_error()
    {
        var queue = await QueueAsync("dead");
        await CreateAsync("work", AsksGate(_gate), $"\"DeadLetterConfig\":{{\"TargetArn\":\"{QueueArn("dead")}\"}}");
        await ConfigureAsync("work", """{"MaximumRetryAttempts":0}""");
        await InvokeAsync("work", """{"order":2}""", headers: Event);
        await AnswerNextAsync("fail");
        var message = await ReceiveMessageAsync(queue);
        Assert.Equal("""{"order":2}""", message.Body);
        Assert.Equal(
            ("200", "told to fail"),
            (message.MessageAttributes["ErrorCode"].StringValue, message.MessageAttributes["ErrorMessage"].StringValue)
        );
        Assert.True(Guid.TryParse(message.MessageAttributes["RequestID"].StringValue, out _));
    }

    [Fact]
    public async Task An_event_that_waits_too_long_for_an_environment_is_given_up()
    {
        var queue = await QueueAsync("old");
        await CreateAsync("work", AsksGate(_gate), "\"Timeout\":900");
        await ConfigureAsync(
            "work",
            $$$$"""{"MaximumEventAgeInSeconds":60,"DestinationConfig":{"OnFailure":{"Destination":"{{{{QueueArn("old")}}}}"}}}"""
        );
        await DoAsync("PUT", "/2017-10-31/functions/work/concurrency", """{"ReservedConcurrentExecutions":1}""");
        await InvokeAsync("work", "{}", headers: Event);
        using var busy = await _gate.NextAsync();
        await InvokeAsync("work", "{}", headers: Event);
        await WaitingAsync("work");
        Clock.Advance(TimeSpan.FromSeconds(61));
        var record = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(
            ("EventAgeExceeded", 0),
            ((string?)record["requestContext"]!["condition"], (int?)record["requestContext"]!["approximateInvokeCount"])
        );
        Assert.Null(record["responseContext"]);
    }

    [Fact]
    public async Task Functions_and_events_that_were_accepted_outlive_the_emulator()
    {
        await CreateAsync("work", AsksGate(_gate), "\"Publish\":true");
        await DoAsync("POST", "/2015-03-31/functions/work/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await InvokeAsync("work:live", """{"order":3}""", headers: Event);
        using (await _gate.NextAsync())
            await RestartAsync();
        using var again = await _gate.NextAsync();
        Assert.Equal(3, (int?)again.Event!["order"]);
        await again.AnswerAsync("ok");
        var alias = await DoAsync("GET", "/2015-03-31/functions/work/aliases/live");
        Assert.Equal("1", (string?)alias["FunctionVersion"]);
    }

    [Fact]
    public async Task An_event_that_waits_runs_the_version_that_its_alias_means_when_it_runs()
    {
        await CreateAsync("work", AsksGate(_gate), "\"Publish\":true");
        await DoAsync("POST", "/2015-03-31/functions/work/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await DoAsync("PUT", "/2017-10-31/functions/work/concurrency", """{"ReservedConcurrentExecutions":1}""");
        await DoAsync(
            "PUT",
            "/2015-03-31/functions/work/code",
            $$"""
            {"ZipFile":"{{Convert.ToBase64String(
                Package.Of(
                    (
                        "index.js",
                        AsksGate(_gate).Replace(
                            "pid: process.pid",
                            "pid: process.pid, version: process.env.AWS_LAMBDA_FUNCTION_VERSION",
                            StringComparison.Ordinal
                        )
                    )
                )
            )}}","Publish":true}
            """
        );
        await InvokeAsync("work:live", """{"order":1}""", headers: Event);
        using var first = await _gate.NextAsync();
        await InvokeAsync("work:live", """{"order":2}""", headers: Event);
        await WaitingAsync("work");
        await DoAsync("PUT", "/2015-03-31/functions/work/aliases/live", """{"FunctionVersion":"2"}""");
        await first.AnswerAsync("ok");
        using var second = await _gate.NextAsync();
        Assert.Equal((2, "2"), ((int?)second.Event!["order"], (string?)second.Told["version"]));
        await second.AnswerAsync("ok");
    }

    [Fact]
    public async Task Events_that_wait_go_to_the_destination_of_failures_when_no_concurrency_is_left()
    {
        var queue = await QueueAsync("none");
        await CreateAsync("work", AsksGate(_gate));
        await ConfigureAsync("work", $$$$"""{"DestinationConfig":{"OnFailure":{"Destination":"{{{{QueueArn("none")}}}}"}}}""");
        await DoAsync("PUT", "/2017-10-31/functions/work/concurrency", """{"ReservedConcurrentExecutions":1}""");
        await InvokeAsync("work", """{"order":1}""", headers: Event);
        using var first = await _gate.NextAsync();
        await InvokeAsync("work", """{"order":2}""", headers: Event);
        await WaitingAsync("work");
        await DoAsync("PUT", "/2017-10-31/functions/work/concurrency", """{"ReservedConcurrentExecutions":0}""");
        var record = JsonNode.Parse(await ReceiveAsync(queue))!;
        Assert.Equal(
            ("ZeroReservedConcurrency", 2),
            ((string?)record["requestContext"]!["condition"], (int?)record["requestPayload"]!["order"])
        );
        await first.AnswerAsync("ok");
    }

    /// <summary>Until an event waits for an environment of the function.</summary>
    private async Task WaitingAsync(string function)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Host.Service<Aws.Lambda.LambdaService>().Fleet.Waiting(new(Account, Region), function) == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await DoAsync("GET", $"/2015-03-31/functions/{function}");
        }
    }

    private Task ConfigureAsync(string function, string config) =>
        DoAsync("PUT", $"/2019-09-25/functions/{function}/event-invoke-config", config);

    private async Task AnswerNextAsync(string text)
    {
        using var visitor = await _gate.NextAsync();
        await visitor.AnswerAsync(text);
    }

    /// <summary>The clock may only move when that try has been written down: then its next one is due.</summary>
    private async Task AdvanceAsync(int tries, TimeSpan time)
    {
        var state = Host.Service<Aws.Lambda.LambdaService>().State(new(Account, Region));
        await Processes.UntilAsync(
            () => Host.Read(state, s => s.Pending.Values.Any(p => p.Attempts == tries)),
            "a try was not written down"
        );
        Clock.Advance(time);
    }

    private async Task<string> QueueAsync(string name) => (await Sqs.CreateQueueAsync(name)).QueueUrl;

    private async Task<string> ReceiveAsync(string queue) => (await ReceiveMessageAsync(queue)).Body;

    private async Task<Message> ReceiveMessageAsync(string queue)
    {
        var answer = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queue,
                WaitTimeSeconds = 20,
                MessageAttributeNames = ["All"],
            },
            TestContext.Current.CancellationToken
        );
        return Assert.Single(answer.Messages);
    }
}
