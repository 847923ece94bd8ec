using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class EventsViewTests : ConsoleFormTest
{
    private const string Pattern = """{"source":["shop"],"detail-type":["order.paid"],"detail":{"amount":[{"numeric":[">",100]}]}}""";

    [Fact]
    public async Task An_event_is_put_and_its_page_says_what_it_matched_and_what_not_and_why()
    {
        var url = await QueueAsync("jobs");
        await RuleAsync("paid", Pattern, "jobs");
        await RuleAsync("large", """{"detail":{"amount":[{"numeric":[">",10000]}],"Status":["PAID"]}}""");
        var answer = await SendAsync(
            "view=events",
            "put",
            ("bus", "default"),
            ("source", "shop"),
            ("type", "order.paid"),
            ("detail", """{"amount":500,"status":"PAID","note":"<script>"}"""),
            ("resources", "arn:aws:x\r\narn:aws:y")
        );
        Assert.Matches("^Event [0-9a-f-]{36} was put into default: one rule matched it.$", answer.Said);
        Assert.Contains("detail.amount [{\"numeric\":[\">\",10000]}] 500 not met", answer.Plain);
        Assert.Contains("detail.Status [\"PAID\"] nothing the event has detail.status: upper and lower case count not met", answer.Plain);
        Assert.DoesNotContain("<script>\"", answer.Text);
        var sent = JsonNode.Parse((await ReceiveAsync(url)).Body)!;
        Assert.Equal((500, 2), ((int)sent["detail"]!["amount"]!, sent["resources"]!.AsArray().Count));
        Assert.Contains(
            "no rule matched it. Its page says why.",
            (
                await SendAsync(
                    "view=events",
                    "put",
                    ("bus", "default"),
                    ("source", "other"),
                    ("type", "x"),
                    ("detail", "{}"),
                    ("resources", "")
                )
            ).Said
        );
    }

    [Theory]
    [InlineData("shop", "not json", "MalformedDetail: Detail is malformed.")]
    [InlineData("aws.s3", "{}", "NotAuthorizedForSourceException")]
    public async Task What_PutEvents_refuses_is_told_in_its_words(string source, string detail, string said) =>
        await RefusedAsync(
            "view=events",
            "put",
            said,
            ("bus", "default"),
            ("source", source),
            ("type", "x"),
            ("detail", detail),
            ("resources", "")
        );

    [Fact]
    public async Task A_pattern_is_tested_and_the_fields_that_did_not_match_are_named()
    {
        const string Event = """{"source":"shop","detail-type":"order.paid","detail":{"amount":"500"}}""";
        var answer = await SendAsync("view=events", "test", ("pattern", Pattern), ("event", Event));
        Assert.Equal("The pattern does not match the event: detail.amount is \"500\", wanted is [{\"numeric\":[\">\",100]}].", answer.Said);
        Assert.Contains(
            "detail.amount [{\"numeric\":[\">\",100]}] \"500\" the event has it as text, the pattern wants a number not met",
            answer.Plain
        );
        Assert.Contains("source [\"shop\"] \"shop\" met", answer.Plain);
        Assert.Equal(
            "The pattern matches the event.",
            (await SendAsync("view=events", "test", ("pattern", """{"source":["shop"]}"""), ("event", Event))).Said
        );
        await RefusedAsync("view=events", "test", "InvalidEventPatternException", ("pattern", """{"source":"shop"}"""), ("event", Event));
        await RefusedAsync("view=events", "test", "Event is not a JSON object", ("pattern", Pattern), ("event", "[]"));
    }

    [Fact]
    public async Task An_event_of_the_history_is_put_again_as_a_new_one()
    {
        var url = await QueueAsync("jobs");
        await RuleAsync("paid", Pattern, "jobs");
        var id = await PutAsync("""{"amount":200}""");
        Assert.Equal(id, (string?)JsonNode.Parse((await ReceiveAsync(url)).Body)!["id"]);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var answer = await SendAsync("view=events", "again", ("bus", "default"), ("id", id));
        Assert.Contains("was put into default: one rule matched it.", answer.Said);
        var again = JsonNode.Parse((await ReceiveAsync(url)).Body)!;
        Assert.NotEqual(id, (string?)again["id"]);
        Assert.Equal((200, "2026-01-01T00:00:05Z"), ((int)again["detail"]!["amount"]!, (string?)again["time"]));
        await RefusedAsync("view=events", "again", "is not known any more", ("bus", "default"), ("id", Guid.Empty.ToString()));
    }

    [Fact]
    public async Task A_rule_is_disabled_enabled_and_deleted_with_its_targets()
    {
        await QueueAsync("jobs");
        await RuleAsync("paid", Pattern, "jobs");
        await DoAsync(
            "view=events",
            "disable",
            "Rule paid is disabled: nothing goes to its targets.",
            ("bus", "default"),
            ("rule", "paid")
        );
        Assert.Equal("DISABLED", (await DescribeAsync("paid")).GetProperty("State").GetString());
        await DoAsync("view=events&name=default/paid", "enable", "Rule paid is enabled.", ("bus", "default"), ("rule", "paid"));
        Assert.Equal("ENABLED", (await DescribeAsync("paid")).GetProperty("State").GetString());
        await DoAsync("view=events&name=default/paid", "delete-rule", "Rule paid is deleted.", ("bus", "default"), ("rule", "paid"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => DescribeAsync("paid"));
        await RefusedAsync("view=events", "enable", "ResourceNotFoundException", ("bus", "default"), ("rule", "paid"));
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("default/paid")]
    [InlineData("default%7Cpaid")]
    public async Task A_rule_is_found_by_each_way_to_name_it(string name)
    {
        await QueueAsync("jobs");
        await RuleAsync("paid", Pattern, "jobs");
        var page = await LookAsync($"view=events&name={name}");
        Assert.Contains("Bus default State ENABLED", page.Plain);
        Assert.Contains("&amp;name=jobs\">jobs</a>", page.Text);
    }

    [Fact]
    public async Task An_archive_keeps_events_which_are_put_again_one_by_one_and_replayed()
    {
        await DoAsync("view=events", "create-bus", "Bus shop is made.", ("new-bus", "shop"));
        await DoAsync(
            "view=events",
            "create-archive",
            "Archive all keeps what comes to shop from now on.",
            ("new-archive", "all"),
            ("bus", "shop"),
            ("pattern", ""),
            ("days", "7")
        );
        await RefusedAsync(
            "view=events",
            "create-archive",
            "Days has to be a whole number",
            ("new-archive", "more"),
            ("bus", "shop"),
            ("pattern", ""),
            ("days", "soon")
        );
        await PutAsync("""{"amount":1}""", "shop");
        const string Archive = "view=events&archive=all";
        var page = await LookAsync(Archive);
        Assert.Contains("Events 1 , ", page.Plain);
        var number = Regex.Match(page.Text, "name=\"number\" value=\"(\\d+)\"").Groups[1].Value;
        Assert.Contains("was put into shop", (await SendAsync(Archive, "again-archived", ("number", number))).Said);
        Assert.Contains("Events 2 , ", (await LookAsync(Archive)).Plain);

        await RefusedAsync(
            Archive,
            "replay",
            "Times have to be as 2026-12-24 18:00",
            ("replay", "once"),
            ("from", "yesterday"),
            ("to", "2026-01-02"),
            ("rule", "")
        );
        var replays = await DoAsync(
            Archive,
            "replay",
            "Replay once begins.",
            ("replay", "once"),
            ("from", "2025-12-31 23:00"),
            ("to", "2026-01-01 01:00"),
            ("rule", "")
        );
        Assert.Contains("once all STARTING 2025-12-31 23:00:00.000 2026-01-01 01:00:00.000", replays.Plain);
        await DoAsync(Archive, "cancel-replay", "Replay once ends. What was replayed stays.", ("replay", "once"));
        await DoAsync(Archive, "delete-archive", "Archive all is deleted.");
        await DoAsync("view=events&name=shop", "delete-bus", "Bus shop is deleted.");
    }

    [Fact]
    public async Task Search_finds_rules_by_name_and_events_by_id()
    {
        await RuleAsync("paid-orders", Pattern);
        var id = await PutAsync("""{"amount":1}""");
        Assert.Contains("Rule paid-orders", (await LookAsync("view=search&q=aid-ord")).Plain);
        Assert.Contains($"Event {id}", (await LookAsync($"view=search&q={id}")).Plain);
        Assert.Contains("There is no bus, rule or event “nothing”", (await LookAsync("view=events&name=nothing")).Plain);
    }

    private async Task RuleAsync(string name, string pattern, string? queue = null)
    {
        await CallAsync("events", "PutRule", new() { ["Name"] = name, ["EventPattern"] = pattern });
        if (queue is not null)
            await CallAsync(
                "events",
                "PutTargets",
                new() { ["Rule"] = name, ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "1", ["Arn"] = Arn("sqs", queue) }) }
            );
    }

    private Task<System.Text.Json.JsonElement> DescribeAsync(string rule) => CallAsync("events", "DescribeRule", new() { ["Name"] = rule });

    private async Task<string> PutAsync(string detail, string bus = "default") => (
            await CallAsync(
                "events",
                "PutEvents",
                new()
                {
                    ["Entries"] = new JsonArray(
                        new JsonObject
                        {
                            ["Source"] = "shop",
                            ["DetailType"] = "order.paid",
                            ["Detail"] = detail,
                            ["EventBusName"] = bus,
                        }
                    ),
                }
            )
        ).GetProperty("Entries")[0].GetProperty("EventId").GetString()!;
}
