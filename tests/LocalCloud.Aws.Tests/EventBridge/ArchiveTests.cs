namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class ArchiveTests : EventBridgeTest
{
    private readonly string _data = Directory.CreateTempSubdirectory("localcloud-archives-").FullName;

    protected override string DataDirectory => _data;

    private static string BusArn(string bus) => $"arn:aws:events:{Region}:{Account}:event-bus/{bus}";

    private Task<Answer> CreateAsync(string name, string more = "", string bus = "default") =>
        DoAsync("CreateArchive", $$"""{"ArchiveName":"{{name}}","EventSourceArn":"{{BusArn(bus)}}"{{more}}}""");

    private Task<Answer> DescribeAsync(string name) => DoAsync("DescribeArchive", $$"""{"ArchiveName":"{{name}}"}""");

    [Fact]
    public async Task An_archive_is_described_as_it_was_made()
    {
        var created = await CreateAsync(
            "a",
            ""","Description":"all of it","EventPattern":"{\"source\":[\"x\"]}","RetentionDays":7,"KmsKeyIdentifier":"alias/k" """
        );

        Assert.Equal(
            $$"""{"ArchiveArn":"arn:aws:events:{{Region}}:{{Account}}:archive/a","State":"ENABLED","CreationTime":1767225600}""",
            created.Body.ToJsonString()
        );
        Assert.Equal(
            $$"""{"ArchiveArn":"arn:aws:events:{{Region}}:{{Account}}:archive/a","ArchiveName":"a","EventSourceArn":"{{BusArn("default")}}","Description":"all of it","EventPattern":"{\u0022source\u0022:[\u0022x\u0022]}","State":"ENABLED","KmsKeyIdentifier":"alias/k","RetentionDays":7,"SizeBytes":0,"EventCount":0,"CreationTime":1767225600}""",
            (await DescribeAsync("a")).Body.ToJsonString()
        );
    }

    [Fact]
    public async Task It_takes_what_matches_its_pattern_and_counts_it()
    {
        await CreateAsync("all");
        await CreateAsync("some", ""","EventPattern":"{\"source\":[\"x\"]}" """);

        await PutEventAsync("x", "t", "{}");
        await PutEventAsync("y", "t", "{}");

        Assert.Equal(2, (int)(await DescribeAsync("all"))["EventCount"]!);
        var some = await DescribeAsync("some");
        Assert.Equal(1, (int)some["EventCount"]!);
        Assert.True((int)some["SizeBytes"]! > 100);
    }

    [Fact]
    public async Task What_it_has_taken_survives_a_restart()
    {
        await CreateAsync("a");
        await PutEventAsync("x", "t", "{}");
        var before = await DescribeAsync("a");

        await RestartAsync();
        Assert.Equal(before.Body.ToJsonString(), (await DescribeAsync("a")).Body.ToJsonString());
        await PutEventAsync("x", "t", "{}");

        Assert.Equal(2, (int)(await DescribeAsync("a"))["EventCount"]!);
    }

    [Fact]
    public async Task Events_stay_for_the_days_of_retention()
    {
        await CreateAsync("a", ""","RetentionDays":4""");
        await CreateAsync("forever");
        await PutEventAsync("x", "t", "{}");
        Clock.Advance(TimeSpan.FromDays(3));
        await PutEventAsync("x", "t", "{}");
        Assert.Equal(2, (int)(await DescribeAsync("a"))["EventCount"]!);

        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, (int)(await DescribeAsync("a"))["EventCount"]!);
        Assert.Equal(2, (int)(await DescribeAsync("forever"))["EventCount"]!);
    }

    [Fact]
    public async Task An_update_changes_what_it_names()
    {
        await CreateAsync("a", ""","Description":"before","EventPattern":"{\"source\":[\"x\"]}","RetentionDays":7""");

        var updated = await DoAsync("UpdateArchive", """{"ArchiveName":"a","EventPattern":"{\"source\":[\"y\"]}"}""");
        await PutEventAsync("x", "t", "{}");
        await PutEventAsync("y", "t", "{}");

        Assert.Equal("ENABLED", (string?)updated["State"]);
        var archive = await DescribeAsync("a");
        Assert.Equal(("before", 7, 1), ((string?)archive["Description"], (int)archive["RetentionDays"]!, (int)archive["EventCount"]!));
    }

    [Fact]
    public async Task Archives_are_listed_by_one_filter()
    {
        await DoAsync("CreateEventBus", """{"Name":"b"}""");
        await CreateAsync("one");
        await CreateAsync("other");
        await CreateAsync("two", bus: "b");
        async Task<string> ListAsync(string filter) =>
            string.Join(",", (await DoAsync("ListArchives", filter))["Archives"]!.AsArray().Select(a => (string?)a!["ArchiveName"]));

        Assert.Equal("one,other,two", await ListAsync("{}"));
        Assert.Equal("one,other", await ListAsync("""{"NamePrefix":"o"}"""));
        Assert.Equal("two", await ListAsync($$"""{"EventSourceArn":"{{BusArn("b")}}"}"""));
        Assert.Equal("one,other,two", await ListAsync("""{"State":"ENABLED"}"""));
        Assert.Equal("", await ListAsync("""{"State":"DISABLED"}"""));
        var page = await DoAsync("ListArchives", """{"Limit":2}""");
        Assert.Equal("two", await ListAsync($$"""{"NextToken":"{{page["NextToken"]}}"}"""));
        var both = await CallAsync("ListArchives", """{"NamePrefix":"o","State":"ENABLED"}""");
        Assert.Equal("At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.", both.Message);
    }

    [Fact]
    public async Task A_deleted_archive_is_gone_with_its_rule()
    {
        await CreateAsync("a");
        await PutEventAsync("x", "t", "{}");

        await DoAsync("DeleteArchive", """{"ArchiveName":"a"}""");

        var gone = await CallAsync("DescribeArchive", """{"ArchiveName":"a"}""");
        Assert.Equal(("ResourceNotFoundException", "Archive a does not exist."), (gone.Code, gone.Message));
        Assert.Empty((await DoAsync("ListRules", "{}"))["Rules"]!.AsArray());
        await CreateAsync("a");
        Assert.Equal(0, (int)(await DescribeAsync("a"))["EventCount"]!);
    }

    [Fact]
    public async Task The_rule_that_fills_it_is_managed()
    {
        await CreateAsync("a", ""","EventPattern":"{\"source\":[\"x\"]}" """);

        var rule = await DoAsync("DescribeRule", """{"Name":"Events-Archive-a"}""");
        var refused = await CallAsync("DisableRule", """{"Name":"Events-Archive-a"}""");

        Assert.Equal("prod.vhs.events.aws.internal", (string?)rule["ManagedBy"]);
        Assert.Equal("""{"source":["x"],"replay-name":[{"exists":false}]}""", (string?)rule["EventPattern"]);
        Assert.Equal(
            ("ManagedRuleException", "Events-Archive-a is a managed rule. Set 'force' parameter to true to override."),
            (refused.Code, refused.Message)
        );
        foreach (
            var (operation, input) in new[]
            {
                ("PutRule", """{"Name":"Events-Archive-a","EventPattern":"{\"source\":[\"y\"]}"}"""),
                ("DeleteRule", """{"Name":"Events-Archive-a"}"""),
                ("RemoveTargets", """{"Rule":"Events-Archive-a","Ids":["Events-Archive-a"]}"""),
                ("PutTargets", $$"""{"Rule":"Events-Archive-a","Targets":[{"Id":"t","Arn":"{{QueueArn("q")}}"}]}"""),
            }
        )
            Assert.Equal("ManagedRuleException", (await CallAsync(operation, input)).Code);
    }

    [Theory]
    [InlineData(
        """{"ArchiveName":"a","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:event-bus/nope"}""",
        "ResourceNotFoundException",
        "Event bus nope does not exist."
    )]
    [InlineData(
        """{"ArchiveName":"there","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:event-bus/default"}""",
        "ResourceAlreadyExistsException",
        "Archive there already exists."
    )]
    [InlineData(
        """{"ArchiveName":"a","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:event-bus/default","EventPattern":"{\"source\":[]}"}""",
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: Empty arrays are not allowed"
    )]
    [InlineData(
        """{"ArchiveName":"a","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:event-bus/default","RetentionDays":-1}""",
        "ValidationException",
        "1 validation error detected: Value '-1' at 'retentionDays' failed to satisfy constraint: Member must have value greater than or "
            + "equal to 0"
    )]
    [InlineData(
        """{"ArchiveName":"a","EventSourceArn":"default"}""",
        "ValidationException",
        @"1 validation error detected: Value 'default' at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$"
    )]
    [InlineData(
        """{"ArchiveName":"a-name-that-is-longer-than-the-forty-eight-letters","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:event-bus/default"}""",
        "ValidationException",
        "1 validation error detected: Value 'a-name-that-is-longer-than-the-forty-eight-letters' at 'archiveName' failed to satisfy "
            + "constraint: Member must have length less than or equal to 48"
    )]
    public async Task CreateArchive_refuses(string input, string code, string message)
    {
        await CreateAsync("there");

        var answer = await CallAsync("CreateArchive", input);

        Assert.Equal(code, answer.Code);
        Assert.StartsWith(message, answer.Message);
    }

    [Fact]
    public async Task The_trace_page_says_that_an_event_was_archived()
    {
        await CreateAsync("a");
        var id = (string)(await PutEventAsync("x", "t", "{}"))["Entries"]![0]!["EventId"]!;

        var page = await Http.GetStringAsync($"/_localcloud/traces/events?id={id}", TestContext.Current.CancellationToken);

        Assert.Contains("\"archived\"", page);
        Assert.Contains($"arn:aws:events:{Region}:{Account}:archive/a", page);
    }
}
