using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.Sns;

public sealed partial class MailAndTextTests : SnsTest
{
    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link { get; }

    private async Task<JsonNode> MailAsync(string id)
    {
        await UntilAsync(id, "delivered");
        return JsonNode.Parse(await Http.GetStringAsync("/_localcloud/mail?limit=1"))![0]!;
    }

    private async Task<string> LatestAsync() =>
        (string)JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/topics"))!["messages"]![0]!["id"]!;

    private async Task<string> ConfirmedAsync(string topic, string protocol)
    {
        var subscription = await SubscribeAsync(topic, protocol, "a@example.com");
        var mail = await MailAsync(await LatestAsync());
        Assert.Equal("AWS Notification - Subscription Confirmation", (string?)mail["subject"]);
        var link =
            protocol == "email" ? Link.Match((string)mail["text"]!).Value : (string)JsonNode.Parse((string)mail["text"]!)!["SubscribeURL"]!;
        Assert.Equal(subscription, (await VisitAsync(link))["SubscriptionArn"]);
        Clock.Advance(TimeSpan.FromSeconds(1)); // so that the next mail is the newest
        return subscription;
    }

    [Fact]
    public async Task Mail_comes_after_its_reader_has_confirmed()
    {
        var topic = await TopicAsync("news", ("DisplayName", "The News"));
        await ConfirmedAsync(topic, "email");
        var mail = await MailAsync(await PublishAsync(topic, "Something happened.", ("Subject", "Listen")));
        Assert.Equal(("Listen", "a@example.com"), ((string?)mail["subject"], (string?)mail["to"]![0]));
        Assert.Contains("The News", (string?)mail["from"], StringComparison.Ordinal);
        Assert.StartsWith("Something happened.", (string?)mail["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_has_a_subject_even_if_the_message_has_none()
    {
        var topic = await TopicAsync("news");
        await ConfirmedAsync(topic, "email");
        Assert.Equal("AWS Notification Message", (string?)(await MailAsync(await PublishAsync(topic, "x")))["subject"]);
    }

    [Fact]
    public async Task The_link_in_a_mail_unsubscribes()
    {
        var topic = await TopicAsync("news");
        await ConfirmedAsync(topic, "email");
        await VisitAsync(Link.Match((string)(await MailAsync(await PublishAsync(topic, "x")))["text"]!).Value);
        Assert.Empty((await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
    }

    [Fact]
    public async Task Programs_read_the_envelope_in_their_mail()
    {
        var topic = await TopicAsync("news");
        await ConfirmedAsync(topic, "email-json");
        var id = await PublishAsync(topic, "hello");
        var envelope = JsonNode.Parse((string)(await MailAsync(id))["text"]!)!;
        Assert.Equal(
            ("Notification", id, "hello"),
            ((string?)envelope["Type"], (string?)envelope["MessageId"], (string?)envelope["Message"])
        );
    }

    [Fact]
    public async Task Text_messages_are_kept_to_be_read()
    {
        var topic = await TopicAsync("news");
        await SubscribeAsync(topic, "sms", "+12065550100");
        await UntilAsync(await PublishAsync(topic, """{"default":"long","sms":"short"}""", ("MessageStructure", "json")), "delivered");
        var direct = (
            await DoAsync(
                "Publish",
                [
                    ("PhoneNumber", "+12065550199"),
                    ("Message", "hi"),
                    .. MessageAttributes(("AWS.SNS.SMS.SenderID", "String", "me"), ("AWS.SNS.SMS.SMSType", "String", "Transactional")),
                ]
            )
        )["MessageId"];
        var texts = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/sms"))!.AsArray();
        Assert.Equal(["hi", "short"], texts.Select(t => (string)t!["message"]!));
        Assert.Equal((direct, "me"), ((string?)texts[0]!["id"], (string?)texts[0]!["senderId"]));
        Assert.Equal(
            "short",
            (string?)Assert.Single(JsonNode.Parse(await Http.GetStringAsync("/_localcloud/sms?to=%2B12065550100"))!.AsArray())!["message"]
        );
        await Http.DeleteAsync("/_localcloud/sms");
        Assert.Empty(JsonNode.Parse(await Http.GetStringAsync("/_localcloud/sms"))!.AsArray());
    }
}
