using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class TopicsViewTests : ConsoleFormTest
{
    private const string Orders = "view=topics&name=orders";

    [Fact]
    public async Task A_topic_is_made_subscribed_to_published_to_and_deleted()
    {
        var url = await QueueAsync("jobs");
        await DoAsync("view=topics", "create", "Topic orders is made.", ("topic", "orders"), ("kind", "standard"));
        await RefusedAsync("view=topics", "create", "There is a topic orders already.", ("topic", "orders"), ("kind", "standard"));
        await DoAsync(
            Orders,
            "subscribe",
            $"{Arn("sqs", "jobs")} is subscribed to orders.",
            ("protocol", "sqs"),
            ("endpoint", Arn("sqs", "jobs")),
            ("filter", """{"shop":["eu"]}"""),
            ("scope", "MessageAttributes")
        );
        await RefusedAsync(
            Orders,
            "subscribe",
            "Invalid parameter",
            ("protocol", "sqs"),
            ("endpoint", "nowhere"),
            ("filter", ""),
            ("scope", "MessageAttributes")
        );

        Assert.Matches(
            "^Message [0-9a-f-]{36} is published to orders.$",
            (
                await SendAsync(Orders, "publish", ("subject", "S"), ("message", "to us"), ("attributes", "shop=String:us"), ("group", ""))
            ).Said
        );
        var page = await SendAsync(
            Orders,
            "publish",
            ("subject", "Hello"),
            ("message", "to eu"),
            ("attributes", "shop=String:eu"),
            ("group", "")
        );
        var got = JsonNode.Parse((await ReceiveAsync(url)).Body)!;
        Assert.Equal(("Hello", "to eu"), ((string?)got["Subject"], (string?)got["Message"]));
        Assert.Contains("shop: \"us\" is not in [\"eu\"]", page.Plain);
        await RefusedAsync(
            Orders,
            "publish",
            "Line 1 of the attributes",
            ("subject", ""),
            ("message", "kept"),
            ("attributes", "shop"),
            ("group", "")
        );

        var subscription = Regex.Match(page.Text, "name=\"subscription\" value=\"([^\"]+)\"").Groups[1].Value;
        await DoAsync(Orders, "unsubscribe", "It is no longer subscribed to orders.", ("subscription", subscription));
        Assert.Contains("Nobody gets what is published here.", (await LookAsync(Orders)).Plain);
        await DoAsync(Orders, "delete", "Topic orders is deleted.");
        Assert.Contains("There is no topic “orders”", (await LookAsync(Orders)).Plain);
    }

    [Fact]
    public async Task A_subscription_that_waits_is_confirmed_without_its_link()
    {
        await CallAsync("sns", "CreateTopic", new() { ["Name"] = "orders" });
        var page = await DoAsync(
            Orders,
            "subscribe",
            "ada@example.com was asked to confirm. The button of its row confirms too.",
            ("protocol", "email"),
            ("endpoint", "ada@example.com"),
            ("filter", ""),
            ("scope", "MessageAttributes")
        );
        Assert.Contains("pending", page.Plain);
        var subscription = Regex.Match(page.Text, "name=\"subscription\" value=\"([^\"]+)\"").Groups[1].Value;
        await DoAsync(Orders, "confirm", "ada@example.com is confirmed.", ("subscription", subscription));
        var known = await CallAsync(
            "sns",
            "GetSubscriptionAttributes",
            new() { ["SubscriptionArn"] = $"{Arn("sns", "orders")}:{subscription}" }
        );
        Assert.Equal("false", known.GetProperty("Attributes").GetProperty("PendingConfirmation").GetString());
    }

    [Fact]
    public async Task A_FIFO_topic_takes_group_and_deduplication_id()
    {
        await DoAsync("view=topics", "create", "Topic orders.fifo is made.", ("topic", "orders"), ("kind", "fifo"));
        await RefusedAsync(
            "view=topics&name=orders.fifo",
            "publish",
            "Invalid",
            ("subject", ""),
            ("message", "x"),
            ("attributes", ""),
            ("group", "g"),
            ("deduplication", "")
        );
        Assert.Contains(
            "is published to orders.fifo",
            (
                await SendAsync(
                    "view=topics&name=orders.fifo",
                    "publish",
                    ("message", "x"),
                    ("attributes", ""),
                    ("group", "g"),
                    ("deduplication", "1")
                )
            ).Said
        );
        Assert.Contains("group g", (await LookAsync("view=topics&name=orders.fifo")).Plain);
    }
}
