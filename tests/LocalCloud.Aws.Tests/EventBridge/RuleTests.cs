namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class RuleTests : EventBridgeTest
{
    private const string Pattern = "\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"";

    [Fact]
    public async Task A_rule_is_put_described_switched_and_deleted()
    {
        var put = await DoAsync("PutRule", $$"""{"Name":"r",{{Pattern}},"Description":"d"}""");
        Assert.Equal($"arn:aws:events:{Region}:{Account}:rule/r", (string?)put["RuleArn"]);

        await DoAsync("DisableRule", """{"Name":"r"}""");
        var described = await DoAsync("DescribeRule", """{"Name":"r"}""");
        Assert.Equal(
            ("DISABLED", "d", """{"source":["a"]}""", "default", Account),
            (
                (string?)described["State"],
                (string?)described["Description"],
                (string?)described["EventPattern"],
                (string?)described["EventBusName"],
                (string?)described["CreatedBy"]
            )
        );

        await DoAsync("EnableRule", """{"Name":"r"}""");
        Assert.Equal("ENABLED", (string?)(await DoAsync("ListRules", """{"NamePrefix":"r"}"""))["Rules"]![0]!["State"]);

        await DoAsync("DeleteRule", """{"Name":"r"}""");
        await DoAsync("DeleteRule", """{"Name":"r"}""");
        var gone = await CallAsync("DescribeRule", """{"Name":"r"}""");
        Assert.Equal(("ResourceNotFoundException", "Rule r does not exist on EventBus default."), (gone.Code, gone.Message));
    }

    [Fact]
    public async Task Putting_a_rule_again_replaces_it_and_keeps_its_targets()
    {
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");

        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"b\"]}"}""");

        Assert.Equal("""{"source":["b"]}""", (string?)(await DoAsync("DescribeRule", """{"Name":"r"}"""))["EventPattern"]);
        Assert.Single((await DoAsync("ListTargetsByRule", """{"Rule":"r"}"""))["Targets"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"Name":"r"}""", "ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.")]
    [InlineData(
        """{"Name":"r","EventPattern":"{\"source\":\"a\"}"}""",
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: \"source\" must be an object or an array\n at [Source: (String)\"{\"source\":\"a\"}\"; "
            + "line: 1, column: 12]"
    )]
    [InlineData(
        """{"Name":"r","ScheduleExpression":"rate(1 minutes)"}""",
        "ValidationException",
        "Parameter ScheduleExpression is not valid."
    )]
    [InlineData(
        """{"Name":"r","ScheduleExpression":"cron(7 20 * * 1-7 *)"}""",
        "ValidationException",
        "Parameter ScheduleExpression is not valid."
    )]
    [InlineData(
        """{"Name":"r","EventBusName":"nope","EventPattern":"{}"}""",
        "ResourceNotFoundException",
        "Event bus nope does not exist."
    )]
    [InlineData(
        """{"Name":"r","State":"ON","EventPattern":"{}"}""",
        "ValidationException",
        "1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, "
            + "DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]"
    )]
    [InlineData(
        """{"Name":"r r","EventPattern":"{}"}""",
        "ValidationException",
        @"1 validation error detected: Value 'r r' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+"
    )]
    public async Task PutRule_refuses(string input, string code, string message)
    {
        var answer = await CallAsync("PutRule", input);

        Assert.Equal((400, code, message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task Schedules_are_for_the_default_bus()
    {
        await DoAsync("CreateEventBus", """{"Name":"shop"}""");

        var answer = await CallAsync("PutRule", """{"Name":"r","EventBusName":"shop","ScheduleExpression":"rate(5 minutes)"}""");

        Assert.Equal(
            ("ValidationException", "ScheduleExpression is supported only on the default event bus."),
            (answer.Code, answer.Message)
        );
    }

    [Fact]
    public async Task A_rule_with_targets_stays()
    {
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");

        var refused = await CallAsync("DeleteRule", """{"Name":"r"}""");
        Assert.Equal(("ValidationException", "Rule can't be deleted since it has targets."), (refused.Code, refused.Message));

        var removed = await DoAsync("RemoveTargets", """{"Rule":"r","Ids":["q","nope"]}""");
        Assert.Equal(
            (1, "nope", "ResourceNotFoundException"),
            (
                (int)removed["FailedEntryCount"]!,
                (string?)removed["FailedEntries"]![0]!["TargetId"],
                (string?)removed["FailedEntries"]![0]!["ErrorCode"]
            )
        );
        await DoAsync("DeleteRule", """{"Name":"r"}""");
    }

    [Fact]
    public async Task Rules_are_found_by_their_target()
    {
        await RuleToQueueAsync("r1", """{"source":["a"]}""", "q1");
        await RuleToQueueAsync("r2", """{"source":["b"]}""", "q2");
        await RuleToQueueAsync("r3", """{"source":["c"]}""", "q1");

        var names = (await DoAsync("ListRuleNamesByTarget", $$"""{"TargetArn":"{{QueueArn("q1")}}"}"""))["RuleNames"]!.AsArray();

        Assert.Equal(["r1", "r3"], names.Select(n => (string)n!));
    }

    [Theory]
    [InlineData(
        """{"Id":"t","Arn":"queue"}""",
        "ValidationException",
        "Parameter queue is not valid. Reason: Provided Arn is not in correct format."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q.fifo"}""",
        "ValidationException",
        "Parameter(s) SqsParameters must be specified for target: t."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","Input":"{}","InputPath":"$"}""",
        "ValidationException",
        "Only one of Input, InputPath, or InputTransformer must be provided for target t."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","Input":"{"}""",
        "ValidationException",
        "JSON syntax error in input for target t."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","InputTransformer":{"InputTemplate":"\"<x>\""}}""",
        "ValidationException",
        "InputTemplate for target t contains invalid placeholder x."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","InputTransformer":{"InputPathsMap":{"x":"detail"},"InputTemplate":"<x>"}}""",
        "ValidationException",
        "InputPathsMap for target t contains invalid path detail."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","InputTransformer":{"InputTemplate":"{\"a\": <aws.events.event>"}}""",
        "ValidationException",
        "Invalid InputTemplate for target t"
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","RetryPolicy":{"MaximumRetryAttempts":186}}""",
        "ValidationException",
        "1 validation error detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: "
            + "Member must have value less than or equal to 185"
    )]
    public async Task PutTargets_refuses(string target, string code, string message)
    {
        await DoAsync("PutRule", $$"""{"Name":"r",{{Pattern}}}""");

        var answer = await CallAsync("PutTargets", $$"""{"Rule":"r","Targets":[{{target}}]}""");

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.StartsWith(message, answer.Message);
    }

    [Theory]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:kinesis:eu-west-1:123456789012:stream/s","KinesisParameters":{"PartitionKeyPath":"$.id"}}""",
        "Targets of service kinesis (arn:aws:kinesis:eu-west-1:123456789012:stream/s) are not supported by LocalCloud."
    )]
    [InlineData(
        """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:123456789012:q","EcsParameters":{"TaskDefinitionArn":"arn"}}""",
        "EcsParameters of PutTargets is not supported by LocalCloud."
    )]
    public async Task A_target_that_LocalCloud_cannot_call_is_refused_and_the_others_are_put(string target, string message)
    {
        await DoAsync("PutRule", $$"""{"Name":"r",{{Pattern}}}""");

        var answer = await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"good","Arn":"{{QueueArn("q")}}"},{{target}}]}""");

        Assert.Equal(1, (int)answer["FailedEntryCount"]!);
        var failed = answer["FailedEntries"]![0]!;
        Assert.Equal(
            ("t", "UnsupportedOperation", message),
            ((string?)failed["TargetId"], (string?)failed["ErrorCode"], (string?)failed["ErrorMessage"])
        );
        var put = Assert.Single((await DoAsync("ListTargetsByRule", """{"Rule":"r"}"""))["Targets"]!.AsArray());
        Assert.Equal("good", (string?)put!["Id"]);
    }

    [Fact]
    public async Task A_bus_has_at_most_300_rules_beside_those_that_archives_manage()
    {
        await DoAsync(
            "CreateArchive",
            $$"""{"ArchiveName":"a","EventSourceArn":"arn:aws:events:{{Region}}:{{Account}}:event-bus/default"}"""
        );
        for (var i = 0; i < 300; i++)
            await DoAsync("PutRule", $$"""{"Name":"r{{i}}",{{Pattern}}}""");

        var answer = await CallAsync("PutRule", $$"""{"Name":"one-more",{{Pattern}}}""");

        Assert.Equal(
            ("LimitExceededException", "The requested resource exceeds the maximum number allowed."),
            (answer.Code, answer.Message)
        );
        await DoAsync("PutRule", $$"""{"Name":"r7","Description":"changed",{{Pattern}}}""");
    }

    [Fact]
    public async Task A_rule_has_at_most_five_targets()
    {
        await DoAsync("PutRule", $$"""{"Name":"r",{{Pattern}}}""");
        string Targets(int from, int count) =>
            string.Join(",", Enumerable.Range(from, count).Select(i => $$"""{"Id":"t{{i}}","Arn":"{{QueueArn($"q{i}")}}"}"""));
        await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{{Targets(1, 5)}}]}""");
        await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{{Targets(5, 1)}}]}""");

        var answer = await CallAsync("PutTargets", $$"""{"Rule":"r","Targets":[{{Targets(6, 1)}}]}""");

        Assert.Equal(
            ("LimitExceededException", "The requested resource exceeds the maximum number allowed."),
            (answer.Code, answer.Message)
        );
        Assert.Equal(5, (await DoAsync("ListTargetsByRule", """{"Rule":"r"}"""))["Targets"]!.AsArray().Count);
    }

    [Fact]
    public async Task TestEventPattern_answers_whether_it_matches()
    {
        // the example of AWS's command line reference
        const string Event =
            """{\"id\":\"1\",\"source\":\"com.mycompany.myapp\",\"detail-type\":\"myDetailType\",\"account\":\"123456789012\",\"region\":\"us-east-1\",\"time\":\"2017-04-11T20:11:04Z\"}""";
        var yes = await DoAsync("TestEventPattern", $$"""{"EventPattern":"{\"source\":[\"com.mycompany.myapp\"]}","Event":"{{Event}}"}""");
        var no = await DoAsync("TestEventPattern", $$"""{"EventPattern":"{\"source\":[\"other\"]}","Event":"{{Event}}"}""");
        var bad = await CallAsync("TestEventPattern", $$"""{"EventPattern":"{\"source\":[]}","Event":"{{Event}}"}""");

        Assert.True((bool)yes["Result"]!);
        Assert.False((bool)no["Result"]!);
        Assert.Equal("InvalidEventPatternException", bad.Code);
        Assert.StartsWith("Event pattern is not valid. Reason: Empty arrays are not allowed", bad.Message);
    }
}
