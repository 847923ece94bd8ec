using System.Globalization;

namespace LocalCloud.Aws.Tests.Scheduler;

/// <summary>The resource: what is stored, answered and refused.</summary>
public sealed class ScheduleTests : SchedulerTest
{
    [Fact]
    public async Task A_schedule_is_answered_with_all_its_defaults()
    {
        var created = await CreateAsync("nightly", "cron(0 3 * * ? *)");
        Assert.Equal($"arn:aws:scheduler:{Region}:{Account}:schedule/default/nightly", (string?)created["ScheduleArn"]);
        Assert.Single(created.Body.AsObject());
        var body = (await DoAsync("GET", "/schedules/nightly")).Body;
        Assert.Equal(
            $$"""{"ActionAfterCompletion":"NONE","Arn":"arn:aws:scheduler:{{Region}}:{{Account}}:schedule/default/nightly","CreationDate":1767225600,"FlexibleTimeWindow":{"Mode":"OFF"},"GroupName":"default","LastModificationDate":1767225600,"Name":"nightly","ScheduleExpression":"cron(0 3 * * ? *)","ScheduleExpressionTimezone":"UTC","State":"ENABLED","Target":{"Arn":"{{QueueArn("jobs")}}","RoleArn":"{{Role}}","Input":"go","RetryPolicy":{"MaximumEventAgeInSeconds":86400,"MaximumRetryAttempts":185} } }"""
                .Replace("} }", "}}", StringComparison.Ordinal)
                .Replace("} }", "}}", StringComparison.Ordinal),
            body.ToJsonString()
        );
    }

    [Fact]
    public async Task What_was_given_is_answered_as_it_was_given()
    {
        await DoAsync("POST", "/schedule-groups/reports");
        await CreateAsync(
            "full",
            "rate(5 minutes)",
            more: ""","GroupName":"reports","ScheduleExpressionTimezone":"Europe/Berlin","StartDate":1767229200,"EndDate":1767312000.5,"Description":"d","State":"DISABLED","ActionAfterCompletion":"DELETE","KmsKeyArn":"arn:aws:kms:eu-west-1:123456789012:key/k" """,
            target: $$""","SqsParameters":{"MessageGroupId":"g"},"RetryPolicy":{"MaximumRetryAttempts":2},"DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""",
            window: """{"Mode":"FLEXIBLE","MaximumWindowInMinutes":15}"""
        );
        var found = await DoAsync("GET", "/schedules/full?groupName=reports");
        Assert.Equal("""{"Mode":"FLEXIBLE","MaximumWindowInMinutes":15}""", found["FlexibleTimeWindow"]!.ToJsonString());
        Assert.Equal("""{"MaximumEventAgeInSeconds":86400,"MaximumRetryAttempts":2}""", found["Target"]!["RetryPolicy"]!.ToJsonString());
        Assert.Equal(("1767229200", "1767312000.5"), (found["StartDate"]!.ToJsonString(), found["EndDate"]!.ToJsonString()));
        Assert.Equal(
            ("Europe/Berlin", "d", "DISABLED", "DELETE", "g"),
            (
                (string?)found["ScheduleExpressionTimezone"],
                (string?)found["Description"],
                (string?)found["State"],
                (string?)found["ActionAfterCompletion"],
                (string?)found["Target"]!["SqsParameters"]!["MessageGroupId"]
            )
        );
    }

    [Theory]
    [InlineData("rate(5 minute)", true)]
    [InlineData("rate(1 hours)", true)]
    [InlineData("at(2030-02-28T00:00:00)", true)]
    [InlineData("cron(0/15 8-17 ? * MON-FRI 2026-2030)", true)]
    [InlineData("cron(0 10 L * ? *)", true)]
    [InlineData("rate(0 minutes)", false)]
    [InlineData("rate( 5 minutes )", false)]
    [InlineData("rate(5 weeks)", false)]
    [InlineData("rate(minutes)", false)]
    [InlineData("at(2030-02-30T00:00:00)", false)]
    [InlineData("at(2030-02-28)", false)]
    [InlineData("at(2030-02-28T00:00:00Z)", false)]
    [InlineData("cron(0 10 * * *)", false)]
    [InlineData("cron(0 10 * * * *)", false)]
    [InlineData("cron(60 10 * * ? *)", false)]
    [InlineData("every day", false)]
    public async Task An_expression_that_says_no_time_is_refused(string expression, bool valid)
    {
        var answer = await CallAsync("POST", "/schedules/s", Body(expression));
        if (valid)
            Assert.Equal(200, answer.Status);
        else
            Assert.Equal(
                (400, "ValidationException", $"Invalid Schedule Expression {expression}."),
                (answer.Status, answer.Code, answer.Message)
            );
    }

    [Theory]
    [InlineData(""","StartDate":1767225299""", "The StartDate you specify cannot be earlier than 5 minutes ago.")]
    [InlineData(""","EndDate":1767225600""", "The EndDate you specify cannot be earlier than now.")]
    [InlineData(""","StartDate":1767229200,"EndDate":1767229200""", "The EndDate you specify cannot be earlier than the StartDate.")]
    [InlineData(""","ScheduleExpressionTimezone":"Mars/Olympus" """, "Invalid Schedule Expression Timezone Mars/Olympus.")]
    [InlineData(
        ""","ScheduleExpressionTimezone":"W. Europe Standard Time" """,
        "Invalid Schedule Expression Timezone W. Europe Standard Time."
    )]
    [InlineData(
        ""","State":"ON" """,
        "1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, "
            + "DISABLED]"
    )]
    [InlineData(
        ""","ActionAfterCompletion":"STOP" """,
        "1 validation error detected: Value 'STOP' at 'actionAfterCompletion' failed to satisfy constraint: Member must satisfy enum "
            + "value set: [NONE, DELETE]"
    )]
    [InlineData(
        ""","GroupName":"a b" """,
        "1 validation error detected: Value 'a b' at 'groupName' failed to satisfy constraint: Member must satisfy regular expression "
            + "pattern: ^[0-9a-zA-Z-_.]+$"
    )]
    public async Task What_a_schedule_cannot_be_is_refused(string more, string message)
    {
        var answer = await CallAsync("POST", "/schedules/s", Body("rate(1 minute)", more: more));
        Assert.Equal((400, "ValidationException", message), (answer.Status, answer.Code, answer.Message));
    }

    [Theory]
    [InlineData(
        """{"Mode":"SOMETIMES"}""",
        "1 validation error detected: Value 'SOMETIMES' at 'flexibleTimeWindow.mode' failed to satisfy constraint: Member must satisfy "
            + "enum value set: [OFF, FLEXIBLE]"
    )]
    [InlineData(
        """{"Mode":"FLEXIBLE","MaximumWindowInMinutes":1441}""",
        "1 validation error detected: Value '1441' at 'flexibleTimeWindow.maximumWindowInMinutes' failed to satisfy constraint: Member "
            + "must have value less than or equal to 1440"
    )]
    [InlineData("""{"Mode":"FLEXIBLE"}""", "MaximumWindowInMinutes must be provided when FlexibleTimeWindow mode is FLEXIBLE.")]
    public async Task A_flexible_window_needs_its_length(string window, string message) =>
        Assert.Equal(message, (await CallAsync("POST", "/schedules/s", Body("rate(1 minute)", window: window))).Message);

    [Theory]
    [InlineData("notanarn", "", "Provided Arn is not in correct format.")]
    [InlineData(
        "arn:aws:kinesis:eu-west-1:123456789012:stream/s",
        "",
        "Target type kinesis (arn:aws:kinesis:eu-west-1:123456789012:stream/s) is not supported by LocalCloud."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:q.fifo",
        "",
        "SqsParameters with a MessageGroupId must be specified for an Amazon SQS FIFO queue."
    )]
    [InlineData(
        "arn:aws:events:eu-west-1:123456789012:event-bus/default",
        "",
        "EventBridgeParameters must be specified for an Amazon EventBridge target."
    )]
    [InlineData(
        "arn:aws:events:eu-west-1:123456789012:event-bus/default",
        ""","EventBridgeParameters":{"DetailType":"d","Source":"s"},"Input":"text" """,
        "Target Input is not a well-formed JSON."
    )]
    [InlineData(
        "arn:aws:events:eu-west-1:123456789012:event-bus/default",
        ""","EventBridgeParameters":{"DetailType":"d","Source":"aws.s"},"Input":"{}" """,
        "1 validation error detected: Value 'aws.s' at 'target.eventBridgeParameters.source' failed to satisfy constraint: Member must "
            + "satisfy regular expression pattern: ^(?=[/\\.\\-_A-Za-z0-9]+)((?!aws\\.).*)|(\\$(\\.[\\w_-]+(\\[(\\d+|\\*)\\])*)*)$"
    )]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:f", ""","Input":"text" """, "Target Input is not a well-formed JSON.")]
    [InlineData(
        "arn:aws:scheduler:::aws-sdk:sqs:listQueues",
        "",
        "arn:aws:scheduler:::aws-sdk:sqs:listQueues is not a supported target: read-only API actions cannot be targets."
    )]
    [InlineData(
        "arn:aws:scheduler:::aws-sdk:sqs:flyAway",
        "",
        "Target FlyAway of sqs (arn:aws:scheduler:::aws-sdk:sqs:flyAway) is not supported by LocalCloud."
    )]
    [InlineData(
        "arn:aws:scheduler:::aws-sdk:ec2:stopInstances",
        "",
        "Target StopInstances of ec2 (arn:aws:scheduler:::aws-sdk:ec2:stopInstances) is not supported by LocalCloud."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:q",
        ""","EcsParameters":{"TaskDefinitionArn":"t"}""",
        "EcsParameters of CreateSchedule.Target is not supported by LocalCloud."
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:q",
        ""","DeadLetterConfig":{"Arn":"arn:aws:sqs:eu-west-1:123456789012:q.fifo"}""",
        "1 validation error detected: Value 'arn:aws:sqs:eu-west-1:123456789012:q.fifo' at 'target.deadLetterConfig.arn' failed to "
            + "satisfy constraint: Member must satisfy regular expression pattern: "
            + "^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$"
    )]
    [InlineData(
        "arn:aws:sqs:eu-west-1:123456789012:q",
        ""","RetryPolicy":{"MaximumRetryAttempts":186,"MaximumEventAgeInSeconds":59}""",
        "2 validation errors detected: Value '59' at 'target.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member "
            + "must have value greater than or equal to 60; Value '186' at 'target.retryPolicy.maximumRetryAttempts' failed to satisfy "
            + "constraint: Member must have value less than or equal to 185"
    )]
    public async Task A_target_that_cannot_be_invoked_is_refused(string arn, string more, string message)
    {
        var answer = await CallAsync(
            "POST",
            "/schedules/s",
            $$"""
            {"ScheduleExpression":"rate(1 minute)","FlexibleTimeWindow":{"Mode":"OFF"},
             "Target":{"Arn":"{{arn}}","RoleArn":"{{Role}}"{{more}} } }
            """
        );
        Assert.Equal((400, "ValidationException", message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_schedule_without_its_required_members_is_refused_with_all_of_them() =>
        Assert.Equal(
            "3 validation errors detected: Value null at 'scheduleExpression' failed to satisfy constraint: Member must not be null; "
                + "Value null at 'target' failed to satisfy constraint: Member must not be null; Value null at 'flexibleTimeWindow' "
                + "failed to satisfy constraint: Member must not be null",
            (await CallAsync("POST", "/schedules/s", "{}")).Message
        );

    [Fact]
    public async Task A_name_can_be_taken_once_in_each_group()
    {
        await CreateAsync("s", "rate(1 hour)");
        var again = await CallAsync("POST", "/schedules/s", Body("rate(1 hour)"));
        Assert.Equal((409, "ConflictException", "Schedule s already exists."), (again.Status, again.Code, again.Message));
        await DoAsync("POST", "/schedule-groups/other");
        await CreateAsync("s", "rate(1 hour)", more: ""","GroupName":"other" """);
    }

    [Fact]
    public async Task The_same_call_with_the_same_token_is_no_conflict()
    {
        var first = await CreateAsync("s", "rate(1 hour)", more: ""","ClientToken":"t1" """);
        Clock.Advance(TimeSpan.FromSeconds(3));
        var again = await CreateAsync("s", "rate(1 hour)", more: ""","ClientToken":"t1" """);
        Assert.Equal((string?)first["ScheduleArn"], (string?)again["ScheduleArn"]);
        Assert.Equal(409, (await CallAsync("POST", "/schedules/s", Body("rate(2 hours)", more: ""","ClientToken":"t1" """))).Status);
        Assert.Equal(409, (await CallAsync("POST", "/schedules/s", Body("rate(1 hour)", more: ""","ClientToken":"t2" """))).Status);
    }

    [Theory]
    [InlineData("GET", "/schedules/none", "Schedule none does not exist.")]
    [InlineData("DELETE", "/schedules/none", "Schedule none does not exist.")]
    [InlineData("GET", "/schedules/none?groupName=nowhere", "Schedule group nowhere does not exist.")]
    [InlineData("GET", "/schedules?ScheduleGroup=nowhere", "Schedule group nowhere does not exist.")]
    [InlineData("GET", "/schedule-groups/nowhere", "Schedule group nowhere does not exist.")]
    [InlineData("DELETE", "/schedule-groups/nowhere", "Schedule group nowhere does not exist.")]
    public async Task What_is_not_there_is_not_found(string method, string path, string message)
    {
        var answer = await CallAsync(method, path);
        Assert.Equal((404, "ResourceNotFoundException", message), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task An_update_replaces_everything_also_by_defaults()
    {
        await CreateAsync("s", "rate(1 hour)", more: ""","Description":"d","State":"DISABLED" """);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await DoAsync("PUT", "/schedules/s", Body("rate(2 hours)"));
        var found = await DoAsync("GET", "/schedules/s");
        Assert.Equal(
            ("rate(2 hours)", "ENABLED", null),
            ((string?)found["ScheduleExpression"], (string?)found["State"], (string?)found["Description"])
        );
        Assert.Equal((1767225600L, 1767225660L), ((long)found["CreationDate"]!, (long)found["LastModificationDate"]!));
        Assert.Equal(404, (await CallAsync("PUT", "/schedules/none", Body("rate(2 hours)"))).Status);
    }

    [Fact]
    public async Task A_deletion_that_did_not_see_its_answer_can_be_repeated()
    {
        await CreateAsync("s", "rate(1 hour)");
        Assert.Equal("{}", (await DoAsync("DELETE", "/schedules/s?clientToken=t")).Body.ToJsonString());
        await DoAsync("DELETE", "/schedules/s?clientToken=t");
        Assert.Equal(404, (await CallAsync("DELETE", "/schedules/s?clientToken=u")).Status);
    }

    [Fact]
    public async Task Schedules_are_listed_by_group_prefix_and_state_page_by_page()
    {
        await DoAsync("POST", "/schedule-groups/g");
        foreach (var i in Enumerable.Range(0, 5))
            await CreateAsync(
                string.Create(CultureInfo.InvariantCulture, $"a{i}"),
                "rate(1 hour)",
                more: i % 2 == 0 ? ""","State":"DISABLED" """ : ""
            );
        await CreateAsync("b", "rate(1 hour)", more: ""","GroupName":"g" """);
        async Task<(string Names, string? Token)> List(string query)
        {
            var answer = await DoAsync("GET", $"/schedules{query}");
            return (string.Join(' ', answer["Schedules"]!.AsArray().Select(s => (string?)s!["Name"])), (string?)answer["NextToken"]);
        }
        Assert.Equal(("a0 a1 a2 a3 a4 b", null), await List(""));
        Assert.Equal(("b", null), await List("?ScheduleGroup=g"));
        Assert.Equal(("a0 a2 a4", null), await List("?State=DISABLED&NamePrefix=a"));
        var (first, token) = await List("?MaxResults=4");
        Assert.Equal("a0 a1 a2 a3", first);
        Assert.Equal(("a4 b", null), await List($"?MaxResults=4&NextToken={Uri.EscapeDataString(token!)}"));
        var summary = (await DoAsync("GET", "/schedules?ScheduleGroup=g"))["Schedules"]![0]!.AsObject();
        Assert.Equal("Arn CreationDate GroupName LastModificationDate Name State Target", string.Join(' ', summary.Select(m => m.Key)));
        Assert.Equal("ValidationException", (await CallAsync("GET", "/schedules?NextToken=%21")).Code);
        Assert.Equal("ValidationException", (await CallAsync("GET", "/schedules?MaxResults=101")).Code);
    }

    [Fact]
    public async Task Accounts_do_not_see_each_others_schedules()
    {
        await CreateAsync("s", "rate(1 hour)");
        Assert.Equal(404, (await CallAsync("GET", "/schedules/s", account: "999999999999")).Status);
    }
}
