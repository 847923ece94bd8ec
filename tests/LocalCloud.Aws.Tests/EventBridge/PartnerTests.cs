namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class PartnerTests : EventBridgeTest
{
    private const string Partner = "999999999999";
    private const string Source = "aws.partner/example.com/shop/7";

    private Task OfferAsync() => DoAsync("CreatePartnerEventSource", $$"""{"Name":"{{Source}}","Account":"{{Account}}"}""", Partner);

    private async Task<string?> StateAsync() => (string?)(await DoAsync("DescribeEventSource", $$"""{"Name":"{{Source}}"}"""))["State"];

    [Fact]
    public async Task A_source_that_a_partner_offers_is_pending_until_there_is_a_bus_for_it()
    {
        await OfferAsync();

        Assert.Equal(
            $$"""{"Arn":"arn:aws:events:{{Region}}::event-source/{{Source}}","CreatedBy":"example.com","CreationTime":1767225600,"ExpirationTime":1768435200,"Name":"{{Source}}","State":"PENDING"}""",
            (await DoAsync("DescribeEventSource", $$"""{"Name":"{{Source}}"}""")).Body.ToJsonString()
        );
        await DoAsync("CreateEventBus", $$"""{"Name":"{{Source}}","EventSourceName":"{{Source}}"}""");
        Assert.Equal("ACTIVE", await StateAsync());
        await DoAsync("DeleteEventBus", $$"""{"Name":"{{Source}}"}""");
        Assert.Equal("PENDING", await StateAsync());
    }

    [Fact]
    public async Task The_partners_events_reach_the_rules_of_the_bus()
    {
        await OfferAsync();
        await DoAsync("CreateEventBus", $$"""{"Name":"{{Source}}","EventSourceName":"{{Source}}"}""");
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", $$"""{"source":["{{Source}}"]}""", "q", bus: Source);

        var put = await DoAsync(
            "PutPartnerEvents",
            $$"""
            {"Entries":[{"Source":"{{Source}}","DetailType":"t","Detail":"{\"n\":1}"},
             {"Source":"aws.partner/example.com/other/1","DetailType":"t","Detail":"{}"},
             {"Source":"{{Source}}","DetailType":"t","Detail":"["}]}
            """,
            Partner
        );

        Assert.Equal(
            [null, "NotAuthorizedForSourceException", "MalformedDetail"],
            put["Entries"]!.AsArray().Select(e => (string?)e!["ErrorCode"])
        );
        var received = await ReceiveEventAsync(queue);
        Assert.Equal(
            (Account, 1, (string?)put["Entries"]![0]!["EventId"]),
            ((string?)received["account"], (int)received["detail"]!["n"]!, (string?)received["id"])
        );
    }

    [Fact]
    public async Task A_deactivated_source_brings_nothing_and_can_be_activated_again()
    {
        await OfferAsync();
        await DoAsync("CreateEventBus", $$"""{"Name":"{{Source}}","EventSourceName":"{{Source}}"}""");
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", $$"""{"source":["{{Source}}"]}""", "q", bus: Source);
        Task PutAsync(int n) =>
            DoAsync("PutPartnerEvents", $$"""{"Entries":[{"Source":"{{Source}}","DetailType":"t","Detail":"{\"n\":{{n}}}"}]}""", Partner);

        await DoAsync("DeactivateEventSource", $$"""{"Name":"{{Source}}"}""");
        await PutAsync(1);
        await DoAsync("ActivateEventSource", $$"""{"Name":"{{Source}}"}""");
        await PutAsync(2);

        Assert.Equal(2, (int)(await ReceiveEventAsync(queue))["detail"]!["n"]!);
    }

    [Fact]
    public async Task A_source_that_nobody_takes_is_deleted_after_two_weeks()
    {
        await OfferAsync();

        Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal("DELETED", await StateAsync());
        var refused = await CallAsync("CreateEventBus", $$"""{"Name":"{{Source}}","EventSourceName":"{{Source}}"}""");
        Assert.Equal("InvalidStateException", refused.Code);
    }

    [Fact]
    public async Task Both_sides_can_list_what_there_is()
    {
        await OfferAsync();

        Assert.Equal(
            Source,
            (string?)(await DoAsync("ListEventSources", """{"NamePrefix":"aws.partner/"}"""))["EventSources"]![0]!["Name"]
        );
        Assert.Empty((await DoAsync("ListEventSources", "{}", Partner))["EventSources"]!.AsArray());
        Assert.Equal(
            Source,
            (string?)
                (await DoAsync("ListPartnerEventSources", """{"NamePrefix":"aws.partner/example.com"}""", Partner))["PartnerEventSources"]![
                    0
                ]!["Name"]
        );
        Assert.Equal(Source, (string?)(await DoAsync("DescribePartnerEventSource", $$"""{"Name":"{{Source}}"}""", Partner))["Name"]);
        var account = (await DoAsync("ListPartnerEventSourceAccounts", $$"""{"EventSourceName":"{{Source}}"}""", Partner))[
            "PartnerEventSourceAccounts"
        ]![0]!;
        Assert.Equal((Account, "PENDING"), ((string?)account["Account"], (string?)account["State"]));

        await DoAsync("DeletePartnerEventSource", $$"""{"Name":"{{Source}}","Account":"{{Account}}"}""", Partner);
        Assert.Equal("DELETED", await StateAsync());
        Assert.Equal(
            "ResourceNotFoundException",
            (await CallAsync("DescribePartnerEventSource", $$"""{"Name":"{{Source}}"}""", Partner)).Code
        );
    }

    [Theory]
    [InlineData(
        "DescribeEventSource",
        """{"Name":"aws.partner/a/b"}""",
        "ResourceNotFoundException",
        "Event source aws.partner/a/b does not exist."
    )]
    [InlineData(
        "CreateEventBus",
        """{"Name":"aws.partner/a/b","EventSourceName":"aws.partner/a/b"}""",
        "ResourceNotFoundException",
        "Event source aws.partner/a/b does not exist."
    )]
    [InlineData(
        "ActivateEventSource",
        """{"Name":"shop"}""",
        "ValidationException",
        @"1 validation error detected: Value 'shop' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"
    )]
    [InlineData(
        "CreatePartnerEventSource",
        """{"Name":"aws.partner/a/b","Account":"me"}""",
        "ValidationException",
        @"2 validation errors detected: Value 'me' at 'account' failed to satisfy constraint: Member must satisfy regular expression pattern: \d{12}; Value 'me' at 'account' failed to satisfy constraint: Member must have length greater than or equal to 12"
    )]
    public async Task Refusals(string operation, string input, string code, string message)
    {
        var answer = await CallAsync(operation, input);

        Assert.Equal(code, answer.Code);
        Assert.StartsWith(message, answer.Message);
    }
}
