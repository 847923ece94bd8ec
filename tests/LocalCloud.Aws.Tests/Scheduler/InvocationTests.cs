using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Scheduler;

/// <summary>What targets get, and what becomes of what they do not take.</summary>
public sealed class InvocationTests : SchedulerTest
{
    private const string Now = "at(2026-01-01T00:00:00)";

    [Fact]
    public async Task The_input_has_its_context_attributes_filled_in()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync(
            "s",
            "at(2026-01-01T09:00:00)",
            more: ""","ScheduleExpressionTimezone":"Asia/Tokyo" """,
            target: ""","Input":"<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time> <aws.scheduler.attempt-number> <aws.scheduler.execution-id> <aws.scheduler.other>" """
        );
        var parts = (await ReceiveAsync(queue)).Body.Split(' ');
        Assert.Equal([$"arn:aws:scheduler:{Region}:{Account}:schedule/default/s", "2026-01-01T00:00:00Z", "1"], parts[..3]);
        Assert.Matches("^[0-9a-f]{16}$", parts[3]);
        Assert.Equal("<aws.scheduler.other>", parts[4]);
    }

    [Fact]
    public async Task Without_an_input_a_queue_gets_an_event_that_names_the_schedule()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", Now, target: "");
        var body = JsonNode.Parse((await ReceiveAsync(queue)).Body)!.AsObject();
        Assert.Equal(36, ((string)body["id"]!).Length);
        body.Remove("id");
        Assert.Equal(
            $$"""{"version":"0","detail-type":"Scheduled Event","source":"aws.scheduler","account":"{{Account}}","time":"2026-01-01T00:00:00Z","region":"{{Region}}","resources":["arn:aws:scheduler:{{Region}}:{{Account}}:schedule/default/s"],"detail":"{}"}""",
            body.ToJsonString()
        );
    }

    [Fact]
    public async Task A_fifo_queue_gets_the_message_group()
    {
        var queue = await QueueAsync("jobs.fifo", new() { ["FifoQueue"] = "true", ["ContentBasedDeduplication"] = "true" });
        await CreateAsync("s", Now, "jobs.fifo", target: ""","Input":"go","SqsParameters":{"MessageGroupId":"g1"}""");
        Assert.Equal("g1", (await ReceiveAsync(queue)).Attributes["MessageGroupId"]);
    }

    [Fact]
    public async Task A_bus_gets_an_event_with_the_detail_type_and_source_of_the_target()
    {
        var queue = await QueueAsync("jobs");
        await InvokeAsync("events", "PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"shop\"]}"}""");
        await InvokeAsync("events", "PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"q","Arn":"{{QueueArn("jobs")}}"}]}""");
        await DoAsync(
            "POST",
            "/schedules/s",
            $$$"""
            {"ScheduleExpression":"{{{Now}}}","FlexibleTimeWindow":{"Mode":"OFF"},
             "Target":{"Arn":"arn:aws:events:{{{Region}}}:{{{Account}}}:event-bus/default","RoleArn":"{{{Role}}}",
             "EventBridgeParameters":{"DetailType":"Tick","Source":"shop"},"Input":"{\"at\":\"<aws.scheduler.scheduled-time>\"}"} }
            """
        );
        var got = JsonNode.Parse((await ReceiveAsync(queue)).Body)!;
        Assert.Equal(
            ("Tick", "shop", "2026-01-01T00:00:00Z"),
            ((string?)got["detail-type"], (string?)got["source"], (string?)got["detail"]!["at"])
        );
        Assert.Equal($"arn:aws:scheduler:{Region}:{Account}:schedule/default/s", (string?)got["resources"]![0]);
    }

    [Fact]
    public async Task A_universal_target_is_any_operation_of_a_service()
    {
        var queue = await QueueAsync("jobs");
        await DoAsync(
            "POST",
            "/schedules/s",
            $$$"""
            {"ScheduleExpression":"{{{Now}}}","FlexibleTimeWindow":{"Mode":"OFF"},
             "Target":{"Arn":"arn:aws:scheduler:::aws-sdk:sqs:sendMessage","RoleArn":"{{{Role}}}",
             "Input":"{\"QueueUrl\":\"{{{queue}}}\",\"MessageBody\":\"try <aws.scheduler.attempt-number>\",\"MessageAttributes\":{\"a\":{\"DataType\":\"String\",\"StringValue\":\"b\"} } }"} }
            """
        );
        var message = await ReceiveAsync(queue);
        Assert.Equal(("try 1", "b"), (message.Body, message.MessageAttributes["a"].StringValue));
    }

    [Theory]
    [InlineData("dynamodb", "putItem", """{\"TableName\":\"t\",\"Item\":{\"id\":{\"S\":\"1\"}}}""")]
    [InlineData("eventbridge", "putEvents", """{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"d\",\"Detail\":\"{}\"}]}""")]
    public async Task Universal_targets_know_services_by_their_sdk_names(string service, string action, string input) =>
        Assert.Equal(
            200,
            (
                await CallAsync(
                    "POST",
                    "/schedules/s",
                    $$"""
                    {"ScheduleExpression":"rate(1 hour)","FlexibleTimeWindow":{"Mode":"OFF"},
                     "Target":{"Arn":"arn:aws:scheduler:::aws-sdk:{{service}}:{{action}}","RoleArn":"{{Role}}",
                     "Input":"{{input}}"} }
                    """
                )
            ).Status
        );

    [Fact]
    public async Task What_a_target_does_not_take_goes_to_the_dead_letter_queue_with_the_reasons()
    {
        var dead = await QueueAsync("dead");
        await CreateAsync(
            "s",
            Now,
            "gone",
            target: $$""","Input":"go <aws.scheduler.attempt-number>","RetryPolicy":{"MaximumRetryAttempts":0},"DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}"""
        );
        var message = await ReceiveAsync(dead);
        Assert.Equal("go 1", message.Body);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", Attribute(message, "ERROR_CODE"));
        Assert.NotEmpty(Attribute(message, "ERROR_MESSAGE"));
        Assert.Matches("^[0-9a-f]{16}$", Attribute(message, "EXECUTION_ID"));
        Assert.Equal(
            [
                "MaximumRetryAttempts",
                "false",
                "0",
                "2026-01-01T00:00:00Z",
                $"arn:aws:scheduler:{Region}:{Account}:schedule/default/s",
                QueueArn("gone"),
            ],
            new[]
            {
                "EXHAUSTED_RETRY_CONDITION",
                "IS_PAYLOAD_TRUNCATED",
                "RETRY_ATTEMPTS",
                "SCHEDULED_TIME",
                "SCHEDULE_ARN",
                "TARGET_ARN",
            }.Select(name => Attribute(message, name))
        );
        Assert.Equal(9, message.MessageAttributes.Count);
    }

    [Fact]
    public async Task An_error_that_another_try_cannot_mend_is_not_tried_again()
    {
        var dead = await QueueAsync("dead");
        await CreateAsync("s", Now, "gone", target: $$""","Input":"go","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""");
        var message = await ReceiveAsync(dead);
        Assert.Equal("0", Attribute(message, "RETRY_ATTEMPTS"));
        Assert.False(message.MessageAttributes.ContainsKey("EXHAUSTED_RETRY_CONDITION"));
    }

    [Fact]
    public async Task A_schedule_that_is_deleted_after_completion_goes_also_when_its_target_failed()
    {
        var dead = await QueueAsync("dead");
        await CreateAsync(
            "s",
            Now,
            "gone",
            more: ""","ActionAfterCompletion":"DELETE" """,
            target: $$""","Input":"go","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}"""
        );
        await ReceiveAsync(dead);
        await UntilAsync("/schedules/s", 404);
    }

    [Fact]
    public async Task A_target_in_another_account_is_invoked_there()
    {
        var other = Client(
            new Amazon.SQS.AmazonSQSConfig(),
            (credentials, config) => new Amazon.SQS.AmazonSQSClient(credentials, config),
            account: "999999999999"
        );
        var queue = (await other.CreateQueueAsync("theirs", TestContext.Current.CancellationToken)).QueueUrl;
        await DoAsync(
            "POST",
            "/schedules/s",
            Body(Now).Replace(QueueArn("jobs"), $"arn:aws:sqs:{Region}:999999999999:theirs", StringComparison.Ordinal)
        );
        var got = await other.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 },
            TestContext.Current.CancellationToken
        );
        Assert.Equal("go", Assert.Single(got.Messages).Body);
    }

    [Fact]
    public async Task What_became_of_an_invocation_can_be_seen()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", Now);
        await ReceiveAsync(queue);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var trace = JsonNode.Parse(
                await Http.GetStringAsync(new Uri("/_localcloud/traces/schedules?schedule=default/s", UriKind.Relative), patience.Token)
            )!["invocations"]![0]!;
            if ((string?)trace["status"] == "pending")
                continue;
            Assert.Equal(("delivered", 1, QueueArn("jobs")), ((string?)trace["status"], (int)trace["attempts"]!, (string?)trace["target"]));
            break;
        }
        var page = await Http.GetStringAsync(
            new Uri($"/_localcloud?view=schedules&scope={Account}/{Region}", UriKind.Relative),
            patience.Token
        );
        Assert.Contains("delivered", page, StringComparison.Ordinal);
    }

    private async Task InvokeAsync(string service, string operation, string input)
    {
        using var document = JsonDocument.Parse(input);
        Assert.Null(
            (
                await Host.InvokeAsync(
                    new(Account, Region),
                    service,
                    operation,
                    document.RootElement,
                    TestContext.Current.CancellationToken
                )
            ).Error
        );
    }

    private static string Attribute(Amazon.SQS.Model.Message message, string name) => message.MessageAttributes[name].StringValue;
}
