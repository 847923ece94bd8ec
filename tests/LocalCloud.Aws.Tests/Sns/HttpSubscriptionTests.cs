using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class HttpSubscriptionTests : SnsTest
{
    private async Task<string> ConfirmedAsync(string topic, Listener listener, params (string, string)[] attributes)
    {
        var subscription = await SubscribeAsync(topic, "http", listener.Url, attributes);
        var link = (string)JsonNode.Parse((await listener.NextAsync()).Body)!["SubscribeURL"]!;
        Assert.Equal(subscription, (await VisitAsync(link))["SubscriptionArn"]);
        return subscription;
    }

    private static (string, string) Policy(int retries, int min = 1, int max = 1, string more = "") =>
        (
            "DeliveryPolicy",
            $$$"""{"healthyRetryPolicy":{"minDelayTarget":{{{min}}},"maxDelayTarget":{{{max}}},"numRetries":{{{retries}}}{{{more}}}}}"""
        );

    [Fact]
    public async Task An_endpoint_is_asked_to_confirm()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        var subscription = await SubscribeAsync(topic, "http", listener.Url);
        var post = await listener.NextAsync();
        var body = JsonNode.Parse(post.Body)!.AsObject();
        Assert.Equal(
            [
                "Type",
                "MessageId",
                "Token",
                "TopicArn",
                "Message",
                "SubscribeURL",
                "Timestamp",
                "SignatureVersion",
                "Signature",
                "SigningCertURL",
            ],
            body.Select(m => m.Key)
        );
        Assert.Equal(
            ("SubscriptionConfirmation", topic, "text/plain; charset=UTF-8", "Amazon Simple Notification Service Agent"),
            (
                post.Headers["x-amz-sns-message-type"],
                post.Headers["x-amz-sns-topic-arn"],
                post.Headers["Content-Type"],
                post.Headers["User-Agent"]
            )
        );
        Assert.Equal(post.Headers["x-amz-sns-message-id"], (string?)body["MessageId"]);
        Assert.Equal(
            $"You have chosen to subscribe to the topic {topic}.\nTo confirm the subscription, visit the SubscribeURL included in this "
                + "message.",
            (string?)body["Message"]
        );
        Assert.Equal("true", (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map["PendingConfirmation"]);
        Assert.Empty((await TraceAsync(await PublishAsync(topic, "too early")))["deliveries"]!.AsArray());
    }

    [Fact]
    public async Task To_visit_the_link_confirms()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        var subscription = await ConfirmedAsync(topic, listener);
        var attributes = (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map;
        Assert.Equal(("false", "false"), (attributes["PendingConfirmation"], attributes["ConfirmationWasAuthenticated"]));
        var id = await PublishAsync(topic, "hello");
        var post = await listener.NextAsync();
        Assert.Equal(
            ("/in", "Notification", id, subscription),
            (
                post.Path,
                post.Headers["x-amz-sns-message-type"],
                post.Headers["x-amz-sns-message-id"],
                post.Headers["x-amz-sns-subscription-arn"]
            )
        );
        Assert.Equal("hello", (string?)JsonNode.Parse(post.Body)!["Message"]);
    }

    [Fact]
    public async Task A_token_confirms_for_two_days_and_more_than_once()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await SubscribeAsync(topic, "http", listener.Url);
        var token = (string)JsonNode.Parse((await listener.NextAsync()).Body)!["Token"]!;
        Clock.Advance(TimeSpan.FromDays(2));
        await RefusedAsync(
            CallAsync("ConfirmSubscription", ("TopicArn", topic), ("Token", token)),
            "InvalidParameter",
            "Invalid parameter: Token"
        );
        Assert.Empty((await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
        var subscription = await SubscribeAsync(topic, "http", listener.Url);
        token = (string)JsonNode.Parse((await listener.NextAsync()).Body)!["Token"]!;
        for (var i = 0; i < 2; i++)
            Assert.Equal(subscription, (await DoAsync("ConfirmSubscription", ("TopicArn", topic), ("Token", token)))["SubscriptionArn"]);
        Assert.Equal(
            "true",
            (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map["ConfirmationWasAuthenticated"]
        );
    }

    [Fact]
    public async Task A_raw_endpoint_gets_the_message_itself()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await ConfirmedAsync(
            topic,
            listener,
            ("RawMessageDelivery", "true"),
            ("DeliveryPolicy", """{"requestPolicy":{"headerContentType":"application/json"}}""")
        );
        await PublishAsync(topic, """{"a":1}""");
        var post = await listener.NextAsync();
        Assert.Equal(
            ("""{"a":1}""", "true", "application/json"),
            (post.Body, post.Headers["x-amz-sns-rawdelivery"], post.Headers["Content-Type"])
        );
    }

    [Fact]
    public async Task The_link_in_a_message_unsubscribes_and_the_next_one_restores()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        var subscription = await ConfirmedAsync(topic, listener);
        await PublishAsync(topic, "hello");
        Assert.Equal(200, (await VisitAsync((string)JsonNode.Parse((await listener.NextAsync()).Body)!["UnsubscribeURL"]!)).Status);
        Assert.Empty((await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
        var goodbye = JsonNode.Parse((await listener.NextAsync()).Body)!;
        Assert.Equal("UnsubscribeConfirmation", (string?)goodbye["Type"]);
        Assert.Equal(subscription, (await VisitAsync((string)goodbye["SubscribeURL"]!))["SubscriptionArn"]);
        Assert.Equal([subscription], (await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
    }

    [Fact]
    public async Task The_link_does_not_unsubscribe_where_that_needs_a_signature()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await SubscribeAsync(topic, "http", listener.Url);
        await DoAsync(
            "ConfirmSubscription",
            ("TopicArn", topic),
            ("Token", (string)JsonNode.Parse((await listener.NextAsync()).Body)!["Token"]!),
            ("AuthenticateOnUnsubscribe", "true")
        );
        await PublishAsync(topic, "hello");
        var answer = await VisitAsync((string)JsonNode.Parse((await listener.NextAsync()).Body)!["UnsubscribeURL"]!);
        Assert.Equal((403, "AuthorizationError"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_endpoint_that_fails_is_tried_again_as_its_policy_says()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await ConfirmedAsync(
            topic,
            listener,
            Policy(4, 10, 30, ",\"numNoDelayRetries\":1,\"numMinDelayRetries\":1,\"numMaxDelayRetries\":1")
        );
        listener.Status = 500;
        var id = await PublishAsync(topic, "hello");
        await listener.NextAsync();
        await listener.NextAsync();
        foreach (var (attempts, seconds) in ((int, int)[])[(2, 10), (3, 10), (4, 30)])
            await RetriedAsync(attempts, seconds);
        Assert.Equal("The endpoint answered 500 Internal Server Error", (string?)(await UntilAsync(id, "dropped", attempts: 5))["error"]);
        Assert.False(listener.HasMore);

        async Task RetriedAsync(int attempts, int seconds)
        {
            await UntilAsync(id, "retrying", attempts);
            Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.False(listener.HasMore);
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            await listener.NextAsync();
        }
    }

    [Fact]
    public async Task By_default_there_are_three_retries_twenty_seconds_apart()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await ConfirmedAsync(topic, listener);
        listener.Status = 503;
        var id = await PublishAsync(topic, "hello");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await listener.NextAsync();
            await UntilAsync(id, "retrying", attempt);
            Clock.Advance(TimeSpan.FromSeconds(20));
        }
        await UntilAsync(id, "dropped", attempts: 4);
    }

    [Fact]
    public async Task An_endpoint_that_comes_back_gets_the_message()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        await ConfirmedAsync(topic, listener, Policy(3));
        listener.Status = 429;
        var id = await PublishAsync(topic, "hello");
        await listener.NextAsync();
        await UntilAsync(id, "retrying");
        listener.Status = 204;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await listener.NextAsync();
        Assert.Equal(2, (int)(await UntilAsync(id, "delivered"))["attempts"]!);
    }

    [Fact]
    public async Task What_an_endpoint_refuses_is_not_tried_again_but_dead_lettered()
    {
        await using var listener = await Listener.StartAsync();
        var topic = await TopicAsync("news");
        var dead = await QueueAsync("dead");
        await ConfirmedAsync(topic, listener, ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}"""));
        listener.Status = 403;
        var id = await PublishAsync(topic, "hello");
        var letter = await ReceiveAsync(dead);
        Assert.Equal(id, (string?)JsonNode.Parse(letter.Body)!["MessageId"]);
        Assert.Empty(letter.MessageAttributes ?? []);
        Assert.Equal(1, (int)(await UntilAsync(id, "dead-lettered"))["attempts"]!);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_tried_again()
    {
        string url;
        await using (var listener = await Listener.StartAsync())
            url = listener.Url;
        await SubscribeAsync(await TopicAsync("news"), "http", url);
        var page = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/topics?topic=news"))!["messages"]![0]!;
        await UntilAsync((string)page["id"]!, "retrying");
    }
}
