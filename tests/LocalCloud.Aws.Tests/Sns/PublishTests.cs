using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class PublishTests : SnsTest
{
    private async Task<Answer> TryPublishAsync(params (string, string)[] parameters) =>
        await CallAsync("Publish", [("TopicArn", await TopicAsync("news")), .. parameters]);

    [Fact]
    public async Task A_queue_gets_the_message_in_an_envelope_of_this_layout()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueAsync("q");
        var subscription = await SubscribeAsync(topic, "sqs", QueueArn("q"));
        var id = await PublishAsync(
            topic,
            "Hällo \"you\" <>",
            [("Subject", "Hi"), .. MessageAttributes(("a", "String", "v"), ("b", "Binary", "AQI="))]
        );
        var lines = (await ReceiveAsync(queue)).Body.Split('\n');
        var signature = lines[8];
        Assert.Matches("^  \"Signature\" : \"[A-Za-z0-9+/]{342}==\",$", signature);
        Assert.Matches("^  \"SigningCertURL\" : \"http://.+/SimpleNotificationService-[0-9a-f]{32}.pem\",$", lines[9]);
        Assert.Matches($"^  \"UnsubscribeURL\" : \"http://[^/]+/\\?Action=Unsubscribe&SubscriptionArn={subscription}\",$", lines[10]);
        Assert.Equal(
            [
                "{",
                "  \"Type\" : \"Notification\",",
                $"  \"MessageId\" : \"{id}\",",
                $"  \"TopicArn\" : \"{topic}\",",
                "  \"Subject\" : \"Hi\",",
                "  \"Message\" : \"Hällo \\\"you\\\" <>\",",
                "  \"Timestamp\" : \"2026-01-01T00:00:00.000Z\",",
                "  \"SignatureVersion\" : \"1\",",
                signature,
                lines[9],
                lines[10],
                "  \"MessageAttributes\" : {",
                "    \"a\" : {\"Type\":\"String\",\"Value\":\"v\"},",
                "    \"b\" : {\"Type\":\"Binary\",\"Value\":\"AQI=\"}",
                "  }",
                "}",
            ],
            lines
        );
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task The_signature_is_the_served_certificates(string version)
    {
        var topic = await TopicAsync("news", ("SignatureVersion", version));
        var queue = await QueueOnAsync(topic, "q");
        await PublishAsync(topic, "hello", ("Subject", "Hi"));
        var envelope = await ReceiveEnvelopeAsync(queue);
        using var certificate = X509Certificate2.CreateFromPem(
            await Http.GetStringAsync(new Uri((string)envelope["SigningCertURL"]!).AbsolutePath)
        );
        var signed = new StringBuilder();
        foreach (var name in (string[])["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"])
            signed.Append(name).Append('\n').Append((string)envelope[name]!).Append('\n');
        Assert.True(
            certificate
                .GetRSAPublicKey()!
                .VerifyData(
                    Encoding.UTF8.GetBytes(signed.ToString()),
                    Convert.FromBase64String((string)envelope["Signature"]!),
                    version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
        );
        Assert.Equal(version, (string?)envelope["SignatureVersion"]);
    }

    [Fact]
    public async Task A_raw_subscriber_gets_the_message_itself_and_its_attributes()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q", ("RawMessageDelivery", "true"));
        await PublishAsync(topic, "hello", MessageAttributes(("a", "String", "v"), ("n", "Number.int", "1"), ("b", "Binary", "AQI=")));
        var message = await ReceiveAsync(queue);
        Assert.Equal("hello", message.Body);
        Assert.Equal(
            ("v", "Number.int", 2L),
            (
                message.MessageAttributes["a"].StringValue,
                message.MessageAttributes["n"].DataType,
                message.MessageAttributes["b"].BinaryValue.Length
            )
        );
    }

    [Fact]
    public async Task Each_protocol_can_have_its_own_text()
    {
        var topic = await TopicAsync("news");
        var (queue, number) = (await QueueOnAsync(topic, "q"), "+12065550100");
        await SubscribeAsync(topic, "sms", number);
        await PublishAsync(topic, """{"default":"for all","sqs":"for queues","email":1}""", ("MessageStructure", "json"));
        Assert.Equal("for queues", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
    }

    [Theory]
    [InlineData("no json", "Message Structure - JSON message body failed to parse")]
    [InlineData("""{"sqs":"x"}""", "Message Structure - No default entry in JSON message body")]
    [InlineData("""{"default":1}""", "Message Structure - No default entry in JSON message body")]
    [InlineData("""{"default":"x","default":"y"}""", "Message Structure - JSON message body failed to parse")]
    public async Task A_structure_needs_a_default(string message, string reason) =>
        await RefusedAsync(
            TryPublishAsync(("Message", message), ("MessageStructure", "json")),
            "InvalidParameter",
            $"Invalid parameter: {reason}"
        );

    [Fact]
    public async Task A_message_is_not_empty() =>
        await RefusedAsync(TryPublishAsync(("Message", "")), "InvalidParameter", "Invalid parameter: Empty message");

    [Fact]
    public async Task A_message_has_256_KiB_at_most_with_its_attributes()
    {
        var topic = await TopicAsync("news");
        await PublishAsync(topic, new string('x', 262_144));
        await RefusedAsync(
            CallAsync("Publish", ("TopicArn", topic), ("Message", new string('x', 262_145))),
            "InvalidParameter",
            "Invalid parameter: Message too long"
        );
        await RefusedAsync(
            CallAsync("Publish", [("TopicArn", topic), ("Message", new string('x', 262_140)), .. MessageAttributes(("a", "String", "v"))]),
            "InvalidParameter",
            "Invalid parameter: Message too long"
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_subject_is_one_short_line(string subject) =>
        await RefusedAsync(TryPublishAsync(("Message", "x"), ("Subject", subject)), "InvalidParameter", "Invalid parameter: Subject");

    [Theory]
    [InlineData(
        "a",
        "String",
        "",
        "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'."
    )]
    [InlineData(
        "a",
        "Text",
        "v",
        "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
    )]
    [InlineData("a", "Number", "ten", "Could not cast message attribute 'a' value to number.")]
    [InlineData(
        "a/b",
        "String",
        "v",
        "Invalid non-alphanumeric character '#x2F' was found in the message attribute name. Can only include alphanumeric characters, "
            + "hyphens, underscores, or dots."
    )]
    [InlineData(".a", "String", "v", "Invalid message attribute name starting or ending with character '.' was found.")]
    public async Task An_attribute_that_cannot_be_is_refused(string name, string type, string value, string message) =>
        await RefusedAsync(
            TryPublishAsync([("Message", "x"), .. MessageAttributes((name, type, value))]),
            "ParameterValueInvalid",
            message
        );

    [Fact]
    public async Task A_message_needs_somewhere_to_go()
    {
        await RefusedAsync(
            CallAsync("Publish", ("Message", "x")),
            "InvalidParameter",
            "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"
        );
        await RefusedAsync(CallAsync("Publish", ("Message", "x"), ("TopicArn", TopicArn("none"))), "NotFound", "Topic does not exist", 404);
        await RefusedAsync(
            CallAsync("Publish", ("Message", "x"), ("PhoneNumber", "12")),
            "InvalidParameter",
            "Invalid parameter: PhoneNumber Reason: 12 is not valid to publish to"
        );
    }

    [Fact]
    public async Task A_topic_can_be_the_target()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        await DoAsync("Publish", ("TargetArn", topic), ("Message", "hello"));
        Assert.Equal("hello", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
    }

    [Fact]
    public async Task A_standard_topic_hands_on_the_message_group_but_takes_no_deduplication_id()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        await PublishAsync(topic, "hello", ("MessageGroupId", "tenant"));
        Assert.Equal("tenant", (await ReceiveAsync(queue)).Attributes["MessageGroupId"]);
        await RefusedAsync(
            CallAsync("Publish", ("TopicArn", topic), ("Message", "x"), ("MessageDeduplicationId", "1")),
            "InvalidParameter",
            "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid "
                + "for this topic type"
        );
    }

    [Fact]
    public async Task The_trace_header_goes_with_the_message()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        const string Header = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
        await CallAsync(Account, Region, "Publish", [("TopicArn", topic), ("Message", "hello")], ("X-Amzn-Trace-Id", Header));
        Assert.Equal(Header, (await ReceiveAsync(queue)).Attributes["AWSTraceHeader"]);
    }

    [Fact]
    public async Task A_batch_answers_for_each_of_its_messages()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        var answer = await DoAsync(
            "PublishBatch",
            ("TopicArn", topic),
            ("PublishBatchRequestEntries.member.1.Id", "good"),
            ("PublishBatchRequestEntries.member.1.Message", "hello"),
            ("PublishBatchRequestEntries.member.2.Id", "bad"),
            ("PublishBatchRequestEntries.member.2.Message", "{}"),
            ("PublishBatchRequestEntries.member.2.MessageStructure", "json")
        );
        Assert.Equal(["good", "bad"], answer.All("Id"));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Message Structure - No default entry in JSON message body", "true"),
            (answer.Code, answer.Message, answer["SenderFault"])
        );
        Assert.Equal(answer["MessageId"], (string?)(await ReceiveEnvelopeAsync(queue))["MessageId"]);
    }

    [Theory]
    [InlineData(0, "a", "EmptyBatchRequest", "The batch request doesn't contain any entries.")]
    [InlineData(11, "a", "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.")]
    [InlineData(1, "a/", "InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.")]
    public async Task A_batch_that_is_none_is_refused(int entries, string id, string code, string message)
    {
        var topic = await TopicAsync("news");
        (string, string)[] list =
        [
            .. Enumerable
                .Range(1, entries)
                .SelectMany(i =>
                    ((string, string)[])
                        [($"PublishBatchRequestEntries.member.{i}.Id", $"{id}{i}"), ($"PublishBatchRequestEntries.member.{i}.Message", "x")]
                ),
        ];
        await RefusedAsync(CallAsync("PublishBatch", [("TopicArn", topic), .. list]), code, message);
    }

    [Fact]
    public async Task The_messages_of_a_batch_differ_in_id_and_are_not_too_long_together()
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync(
                "PublishBatch",
                ("TopicArn", topic),
                ("PublishBatchRequestEntries.member.1.Id", "a"),
                ("PublishBatchRequestEntries.member.1.Message", "x"),
                ("PublishBatchRequestEntries.member.2.Id", "a"),
                ("PublishBatchRequestEntries.member.2.Message", "x")
            ),
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id."
        );
        await RefusedAsync(
            CallAsync(
                "PublishBatch",
                ("TopicArn", topic),
                ("PublishBatchRequestEntries.member.1.Id", "a"),
                ("PublishBatchRequestEntries.member.1.Message", new string('x', 200_000)),
                ("PublishBatchRequestEntries.member.2.Id", "b"),
                ("PublishBatchRequestEntries.member.2.Message", new string('x', 100_000))
            ),
            "BatchRequestTooLong",
            "The length of all the messages put together is more than the limit."
        );
    }

    [Fact]
    public async Task Other_services_publish_by_name()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        var input = new JsonObject { ["TopicArn"] = topic, ["Message"] = "from inside" };
        using var json = System.Text.Json.JsonDocument.Parse(input.ToJsonString());
        var published = await Host.InvokeAsync(
            new Scope(Account, Region),
            "sns",
            "Publish",
            json.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(published.Value.GetProperty("MessageId").GetString(), (string?)(await ReceiveEnvelopeAsync(queue))["MessageId"]);
    }

    [Fact]
    public async Task The_page_shows_who_got_a_message()
    {
        var topic = await TopicAsync("news");
        await QueueOnAsync(topic, "q");
        var id = await PublishAsync(topic, "hello");
        var delivery = await UntilAsync(id, "delivered");
        Assert.Equal(("sqs", QueueArn("q"), 1), ((string?)delivery["protocol"], (string?)delivery["endpoint"], (int)delivery["attempts"]!));
    }

    [Fact]
    public async Task A_message_is_found_by_its_senders_trace()
    {
        var topic = await TopicAsync("news");
        await CallAsync(
            Account,
            Region,
            "Publish",
            [("TopicArn", topic), ("Message", "hello")],
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        );
        await PublishAsync(topic, "other");
        var page = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/topics?trace=0af7651916cd43dd8448eb211c80319c"))!;
        Assert.Equal("hello", (string?)Assert.Single(page["messages"]!.AsArray())!["message"]);
    }

    [Fact]
    public async Task A_duplicate_delivery_can_be_had()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q", ("RawMessageDelivery", "true"));
        await FaultAsync("""{"kind":"duplicate-delivery","service":"sns","resource":"news","count":1}""");
        await PublishAsync(topic, "hello");
        Assert.Equal("hello", (await ReceiveAsync(queue)).Body);
        Assert.Equal("hello", (await ReceiveAsync(queue)).Body);
    }
}
