using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class SubscriptionTests : SnsTest
{
    private Task<Answer> TrySubscribeAsync(string topic, string protocol, string endpoint, params (string, string)[] attributes) =>
        CallAsync("Subscribe", [("TopicArn", topic), ("Protocol", protocol), ("Endpoint", endpoint), .. Attributes(attributes)]);

    [Fact]
    public async Task A_queue_is_subscribed_at_once()
    {
        var topic = await TopicAsync("news");
        var subscription = await SubscribeAsync(topic, "sqs", QueueArn("q"));
        Assert.StartsWith(topic + ":", subscription, StringComparison.Ordinal);
        var attributes = (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map;
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["ConfirmationWasAuthenticated"] = "true",
                ["Endpoint"] = QueueArn("q"),
                ["Owner"] = Account,
                ["PendingConfirmation"] = "false",
                ["Protocol"] = "sqs",
                ["RawMessageDelivery"] = "false",
                ["SubscriptionArn"] = subscription,
                ["SubscriptionPrincipal"] = $"arn:aws:iam::{Account}:root",
                ["TopicArn"] = topic,
            },
            new SortedDictionary<string, string>(attributes)
        );
    }

    [Fact]
    public async Task To_subscribe_an_endpoint_again_answers_the_same_subscription()
    {
        var topic = await TopicAsync("news");
        var first = await SubscribeAsync(topic, "sqs", QueueArn("q"), ("RawMessageDelivery", "true"));
        Assert.Equal(first, await SubscribeAsync(topic, "sqs", QueueArn("q")));
        Assert.Equal(first, await SubscribeAsync(topic, "sqs", QueueArn("q"), ("RawMessageDelivery", "true")));
        Assert.Single((await DoAsync("ListSubscriptionsByTopic", ("TopicArn", topic))).All("SubscriptionArn"));
    }

    [Fact]
    public async Task An_endpoint_is_not_subscribed_again_with_other_attributes()
    {
        var topic = await TopicAsync("news");
        await SubscribeAsync(topic, "sqs", QueueArn("q"), ("RawMessageDelivery", "true"));
        await RefusedAsync(
            TrySubscribeAsync(topic, "sqs", QueueArn("q"), ("RawMessageDelivery", "false")),
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Subscription already exists with different attributes"
        );
    }

    [Theory]
    [InlineData("pigeon", "roof", "Amazon SNS does not support this protocol string: pigeon")]
    [InlineData("sqs", "q", "SQS endpoint ARN")]
    [InlineData("http", "https://example.com", "Endpoint must match the specified protocol")]
    [InlineData("https", "example.com", "Endpoint must match the specified protocol")]
    [InlineData("email", "nobody", "Email address")]
    [InlineData("lambda", "f", "Lambda endpoint ARN")]
    [InlineData("sms", "12", "Invalid SMS endpoint: 12")]
    [InlineData(
        "sqs",
        "arn:aws:sqs:eu-west-1:123456789012:q.fifo",
        "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics"
    )]
    public async Task An_endpoint_that_does_not_fit_is_refused(string protocol, string endpoint, string reason) =>
        await RefusedAsync(
            TrySubscribeAsync(await TopicAsync("news"), protocol, endpoint),
            "InvalidParameter",
            $"Invalid parameter: {reason}"
        );

    [Fact]
    public async Task A_protocol_that_is_not_here_is_refused_by_name() =>
        await RefusedAsync(
            TrySubscribeAsync(await TopicAsync("news"), "firehose", "arn:aws:firehose:eu-west-1:123456789012:deliverystream/s"),
            "UnsupportedOperation",
            "Protocol firehose of Subscribe is not supported by LocalCloud."
        );

    [Fact]
    public async Task Only_queues_subscribe_to_fifo_topics() =>
        await RefusedAsync(
            TrySubscribeAsync(await TopicAsync("news.fifo"), "email", "a@example.com"),
            "InvalidParameter",
            "Invalid parameter: Invalid protocol type: email"
        );

    [Theory]
    [InlineData("Colour", "red", "Unknown attribute Colour")]
    [InlineData("RawMessageDelivery", "maybe", "RawMessageDelivery: Invalid value [maybe]. Must be true or false.")]
    [InlineData(
        "FilterPolicyScope",
        "Subject",
        "FilterPolicyScope: Invalid value [Subject]. Please use either MessageBody or MessageAttributes"
    )]
    [InlineData("FilterPolicy", "{", "FilterPolicy: failed to parse JSON.")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"q"}""", "RedrivePolicy: deadLetterTargetArn is an invalid arn")]
    [InlineData("RedrivePolicy", "q", "RedrivePolicy: failed to parse JSON.")]
    public async Task An_attribute_that_cannot_be_is_refused(string name, string value, string reason) =>
        await RefusedAsync(
            TrySubscribeAsync(await TopicAsync("news"), "sqs", QueueArn("q"), (name, value)),
            "InvalidParameter",
            $"Invalid parameter: Attributes Reason: {reason}"
        );

    [Fact]
    public async Task Mail_is_never_raw() =>
        await RefusedAsync(
            TrySubscribeAsync(await TopicAsync("news"), "email", "a@example.com", ("RawMessageDelivery", "true")),
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Delivery protocol [email] does not support raw message delivery."
        );

    [Theory]
    [InlineData("RawMessageDelivery", "true")]
    [InlineData("FilterPolicy", """{"a":["b"]}""")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead"}""")]
    public async Task An_attribute_that_was_set_is_answered(string name, string value)
    {
        var subscription = await SubscribeAsync(await TopicAsync("news"), "sqs", QueueArn("q"));
        await DoAsync("SetSubscriptionAttributes", ("SubscriptionArn", subscription), ("AttributeName", name), ("AttributeValue", value));
        Assert.Equal(value, (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map[name]);
    }

    [Fact]
    public async Task The_scope_of_a_filter_shows_beside_the_filter()
    {
        var subscription = await SubscribeAsync(await TopicAsync("news"), "sqs", QueueArn("q"), ("FilterPolicy", """{"a":["b"]}"""));
        Assert.Equal(
            "MessageAttributes",
            (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map["FilterPolicyScope"]
        );
        await DoAsync(
            "SetSubscriptionAttributes",
            ("SubscriptionArn", subscription),
            ("AttributeName", "FilterPolicy"),
            ("AttributeValue", "")
        );
        Assert.DoesNotContain(
            "FilterPolicyScope",
            (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map.Keys
        );
    }

    [Fact]
    public async Task What_cannot_be_set_is_refused()
    {
        var subscription = await SubscribeAsync(await TopicAsync("news"), "sqs", QueueArn("q"));
        await RefusedAsync(
            CallAsync(
                "SetSubscriptionAttributes",
                ("SubscriptionArn", subscription),
                ("AttributeName", "Endpoint"),
                ("AttributeValue", "x")
            ),
            "InvalidParameter",
            "Invalid parameter: AttributeName"
        );
        await RefusedAsync(
            CallAsync(
                "SetSubscriptionAttributes",
                ("SubscriptionArn", subscription),
                ("AttributeName", "RawMessageDelivery"),
                ("AttributeValue", "x")
            ),
            "InvalidParameter",
            "Invalid parameter: RawMessageDelivery: Invalid value [x]. Must be true or false."
        );
    }

    [Fact]
    public async Task A_subscription_that_is_not_there_is_not_found()
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync("GetSubscriptionAttributes", ("SubscriptionArn", $"{topic}:{Guid.NewGuid()}")),
            "NotFound",
            "Subscription does not exist",
            404
        );
        await RefusedAsync(
            CallAsync("GetSubscriptionAttributes", ("SubscriptionArn", topic)),
            "InvalidParameter",
            "Invalid parameter: SubscriptionId"
        );
        await RefusedAsync(
            CallAsync("Unsubscribe", ("SubscriptionArn", "PendingConfirmation")),
            "InvalidParameter",
            "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1"
        );
        await DoAsync("Unsubscribe", ("SubscriptionArn", $"{topic}:{Guid.NewGuid()}"));
    }

    [Fact]
    public async Task A_subscription_that_was_ended_gets_nothing_and_is_counted_as_deleted()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueAsync("q");
        var subscription = await SubscribeAsync(topic, "sqs", QueueArn("q"));
        await DoAsync("Unsubscribe", ("SubscriptionArn", subscription));
        Assert.Empty((await TraceAsync(await PublishAsync(topic, "hello")))["deliveries"]!.AsArray());
        Assert.Empty((await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
        await RefusedAsync(
            CallAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription)),
            "NotFound",
            "Subscription does not exist",
            404
        );
        var attributes = (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map;
        Assert.Equal(("0", "1"), (attributes["SubscriptionsConfirmed"], attributes["SubscriptionsDeleted"]));
        Assert.NotNull(queue);
    }

    [Fact]
    public async Task What_waits_for_confirmation_has_no_arn_in_lists()
    {
        var topic = await TopicAsync("news");
        var answer = await TrySubscribeAsync(topic, "email", "a@example.com");
        Assert.Equal("pending confirmation", answer["SubscriptionArn"]);
        Assert.Equal(["PendingConfirmation"], (await DoAsync("ListSubscriptionsByTopic", ("TopicArn", topic))).All("SubscriptionArn"));
        Assert.Equal("1", (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["SubscriptionsPending"]);
    }

    [Fact]
    public async Task Subscriptions_are_listed_a_hundred_at_a_time_in_their_order()
    {
        var topic = await TopicAsync("news");
        for (var i = 0; i < 101; i++)
            await SubscribeAsync(topic, "sqs", QueueArn($"q{i}"));
        var first = await DoAsync("ListSubscriptionsByTopic", ("TopicArn", topic));
        var second = await DoAsync("ListSubscriptions", ("NextToken", first["NextToken"]!));
        Assert.Equal((100, QueueArn("q0")), (first.All("Endpoint").Count, first["Endpoint"]));
        Assert.Equal([QueueArn("q100")], second.All("Endpoint"));
    }

    [Fact]
    public async Task A_token_that_was_not_sent_confirms_nothing()
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync("ConfirmSubscription", ("TopicArn", topic), ("Token", "abc")),
            "InvalidParameter",
            "Invalid parameter: Token"
        );
        await RefusedAsync(
            CallAsync("ConfirmSubscription", ("TopicArn", TopicArn("none")), ("Token", "abc")),
            "NotFound",
            "Topic does not exist",
            404
        );
    }

    [Fact]
    public async Task The_effective_policy_of_an_http_endpoint_is_its_own_before_the_topics()
    {
        var topic = await TopicAsync(
            "news",
            ("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":5,"numRetries":1}}}""")
        );
        var subscription = await SubscribeAsync(topic, "http", "http://127.0.0.1:9/");
        Assert.Equal(1, await Retries());
        await DoAsync(
            "SetSubscriptionAttributes",
            ("SubscriptionArn", subscription),
            ("AttributeName", "DeliveryPolicy"),
            ("AttributeValue", """{"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":1,"numRetries":9}}""")
        );
        Assert.Equal(9, await Retries());

        async Task<int> Retries() =>
            (int)
                JsonNode.Parse(
                    (await DoAsync("GetSubscriptionAttributes", ("SubscriptionArn", subscription))).Map["EffectiveDeliveryPolicy"]
                )!["healthyRetryPolicy"]!["numRetries"]!;
    }
}
