using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class MessageRuleTests : SqsTest
{
    private const string NameRule =
        "The message attribute name can contain the following characters: A-Z, a-z, 0-9, underscore (_), hyphen(-), and period (.). "
        + "The name must not start or end with a period, and it must not have successive periods.";

    [Theory]
    [InlineData("a b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("ü")]
    public async Task The_name_of_an_attribute_has_certain_characters(string name)
    {
        var error = await SendFailsAsync(new() { [name] = Text("v") });

        Assert.Equal($"Message (user) attribute name '{name}' is invalid. {NameRule}", error.Message);
    }

    [Theory]
    [InlineData("AWS.name")]
    [InlineData("aws.name")]
    [InlineData("Amazon.name")]
    [InlineData("AMAZON.name")]
    public async Task Names_of_AWS_are_reserved(string name)
    {
        var error = await SendFailsAsync(new() { [name] = Text("v") });

        Assert.Contains("AWS-reserved prefixes such as AWS. or Amazon.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public async Task The_name_of_an_attribute_has_256_characters_at_most(int length, bool allowed)
    {
        var send = SendAsync(await QueueAsync(), new() { [new('n', length)] = Text("v") });

        if (allowed)
            await send;
        else
            await FailsAsync<AmazonSQSException>(() => send, "InvalidParameterValue");
    }

    [Fact]
    public async Task A_message_has_ten_attributes_at_most()
    {
        Dictionary<string, MessageAttributeValue> Many(int count) => Enumerable.Range(0, count).ToDictionary(i => $"a{i}", _ => Text("v"));

        await SendAsync(await QueueAsync(), Many(10));
        var error = await SendFailsAsync(Many(11));

        Assert.Equal("Number of message attributes [11] exceeds the allowed maximum [10].", error.Message);
    }

    [Theory]
    [InlineData("String.email")]
    [InlineData("Number.float")]
    [InlineData("Number")]
    public async Task A_type_can_have_a_label(string type)
    {
        var url = await QueueAsync();
        await SendAsync(
            url,
            new()
            {
                ["a"] = new() { DataType = type, StringValue = "1" },
            }
        );

        Assert.Equal(type, (await ReceiveOneAsync(url)).MessageAttributes["a"].DataType);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1.5")]
    [InlineData("1e3")]
    [InlineData("0")]
    public async Task A_number_is_one(string value) =>
        await SendAsync(
            await QueueAsync(),
            new()
            {
                ["a"] = new() { DataType = "Number", StringValue = value },
            }
        );

    [Theory]
    [InlineData("one")]
    [InlineData("1,5")]
    [InlineData("0x1")]
    public async Task What_is_no_number_is_refused(string value)
    {
        var error = await SendFailsAsync(
            new()
            {
                ["a"] = new() { DataType = "Number.int", StringValue = value },
            }
        );

        Assert.Equal("Can't cast the value of message (user) attribute 'a' to a number.", error.Message);
    }

    [Fact]
    public async Task The_text_of_an_attribute_has_the_characters_of_a_body()
    {
        var url = await QueueAsync();

        await FailsAsync<InvalidMessageContentsException>(() => SendAsync(url, new() { ["a"] = Text("\u0002") }), "InvalidMessageContents");
    }

    [Fact]
    public async Task Another_system_attribute_than_the_trace_header_is_refused()
    {
        var url = await QueueAsync();
        Task SendAsync(string name, string type) =>
            Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = "x",
                    MessageSystemAttributes = new()
                    {
                        [name] = new() { DataType = type, StringValue = "v" },
                    },
                }
            );

        await FailsAsync<AmazonSQSException>(() => SendAsync("Other", "String"), "InvalidParameterValue");
        await FailsAsync<AmazonSQSException>(() => SendAsync("AWSTraceHeader", "Number"), "InvalidParameterValue");
    }

    [Fact]
    public async Task A_system_attribute_does_not_count_as_size()
    {
        var url = await QueueAsync("small", ("MaximumMessageSize", "1024"));

        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = new string('a', 1024),
                MessageSystemAttributes = new()
                {
                    ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1-5759e988-bd862e3fe1be46a994272793" },
                },
            }
        );
    }

    [Theory]
    [InlineData(1009, true)]
    [InlineData(1010, false)]
    public async Task Name_type_and_value_of_an_attribute_count_as_size(int body, bool fits)
    {
        var url = await QueueAsync("small", ("MaximumMessageSize", "1024"));
        // kind + String + value = 15 bytes
        Task SendAsync() =>
            Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = new string('a', body),
                    MessageAttributes = new() { ["kind"] = Text("value") },
                }
            );

        if (fits)
            await SendAsync();
        else
            Assert.Equal(
                "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
                (await FailsAsync<AmazonSQSException>(SendAsync, "InvalidParameterValue")).Message
            );
    }

    [Fact]
    public async Task An_entry_of_a_batch_is_measured_by_itself_too()
    {
        var url = await QueueAsync("small", ("MaximumMessageSize", "1024"));

        var sent = await Sqs.SendMessageBatchAsync(url, [new("a", new string('a', 1024)), new("b", new string('a', 1025))]);

        Assert.Equal("a", Assert.Single(sent.Successful).Id);
        Assert.Equal("b InvalidParameterValue", $"{sent.Failed[0].Id} {sent.Failed[0].Code}");
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", true)]
    [InlineData("tab\there", false)]
    public async Task Ids_of_groups_and_of_deduplication_have_letters_digits_and_punctuation(string id, bool allowed)
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"));
        Task SendAsync(string group, string deduplication) =>
            Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = "x",
                    MessageGroupId = group,
                    MessageDeduplicationId = deduplication,
                }
            );

        if (allowed)
        {
            await SendAsync(id, "d");
            await SendAsync("g", id);
            return;
        }
        await FailsAsync<AmazonSQSException>(() => SendAsync(id, "d"), "InvalidParameterValue");
        await FailsAsync<AmazonSQSException>(() => SendAsync("g", id), "InvalidParameterValue");
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task Ids_have_128_characters_at_most(int length, bool allowed)
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"));
        Task SendAsync() =>
            Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = "x",
                    MessageGroupId = new('g', length),
                    MessageDeduplicationId = new('d', length),
                }
            );

        if (allowed)
            await SendAsync();
        else
            await FailsAsync<AmazonSQSException>(SendAsync, "InvalidParameterValue");
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public async Task Ids_of_entries_have_80_characters_at_most(int length, bool allowed)
    {
        var url = await QueueAsync();
        Task SendAsync() => Sqs.SendMessageBatchAsync(url, [new(new('i', length), "x")]);

        if (allowed)
            await SendAsync();
        else
            await FailsAsync<InvalidBatchEntryIdException>(SendAsync, "AWS.SimpleQueueService.InvalidBatchEntryId");
    }

    [Fact]
    public async Task Entries_of_a_fifo_batch_keep_their_order_and_fail_by_themselves()
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));

        var sent = await Sqs.SendMessageBatchAsync(
            url,
            [
                new("1", "a") { MessageGroupId = "g" },
                new("3", "c") { MessageGroupId = "g", DelaySeconds = 1 },
                new("4", "d") { MessageGroupId = "g" },
            ]
        );

        Assert.Equal(["1", "4"], sent.Successful.Select(s => s.Id));
        Assert.Equal(
            ["3 InvalidParameterValue The request include parameter that is not valid for this queue type"],
            sent.Failed.Select(f => $"{f.Id} {f.Code} {f.Message}")
        );
        Assert.Equal(["a", "d"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    [Fact]
    public async Task An_entry_of_a_fifo_batch_without_its_ids_fails_all()
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"));

        var group = await FailsAsync<AmazonSQSException>(
            () => Sqs.SendMessageBatchAsync(url, [new("1", "a") { MessageGroupId = "g", MessageDeduplicationId = "d" }, new("2", "b")]),
            "MissingParameter"
        );
        var id = await FailsAsync<AmazonSQSException>(
            () =>
                Sqs.SendMessageBatchAsync(
                    url,
                    [new("1", "a") { MessageGroupId = "g", MessageDeduplicationId = "d" }, new("2", "b") { MessageGroupId = "g" }]
                ),
            "InvalidParameterValue"
        );

        Assert.Equal("The request must contain the parameter MessageGroupId.", group.Message);
        Assert.Equal(
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
            id.Message
        );
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task An_entry_with_an_expired_handle_says_so_in_a_word()
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageGroupId = "g",
            }
        );
        var message = await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await ReceiveOneAsync(url);

        var deleted = await Sqs.DeleteMessageBatchAsync(url, [new("old", message.ReceiptHandle), new("new", again.ReceiptHandle)]);

        Assert.Equal(
            "old ReceiptHandleIsInvalid The receipt handle has expired",
            string.Join(',', deleted.Failed.Select(f => $"{f.Id} {f.Code} {f.Message}"))
        );
        Assert.Equal("new", Assert.Single(deleted.Successful).Id);
    }

    [Fact]
    public async Task Messages_of_one_group_of_a_standard_queue_are_received_side_by_side()
    {
        var url = await QueueAsync();
        foreach (var body in new[] { "1", "2" })
            await Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = body,
                    MessageGroupId = "tenant",
                }
            );

        var first = await ReceiveOneAsync(url);
        var second = await ReceiveOneAsync(url);

        Assert.Equal(("1", "2"), (first.Body, second.Body));
        Assert.Equal(("tenant", "tenant"), (first.Attributes["MessageGroupId"], second.Attributes["MessageGroupId"]));
        Assert.DoesNotContain("SequenceNumber", first.Attributes.Keys);
    }

    [Fact]
    public async Task The_handle_of_a_queue_that_was_deleted_is_none_of_its_successor()
    {
        var url = await QueueAsync("orders");
        await base.SendAsync(url, "x");
        var message = await ReceiveOneAsync(url);
        await Sqs.DeleteQueueAsync(url);
        await QueueAsync("orders");

        await FailsAsync<ReceiptHandleIsInvalidException>(
            () => Sqs.DeleteMessageAsync(url, message.ReceiptHandle),
            "ReceiptHandleIsInvalid"
        );
    }

    [Fact]
    public async Task Visibility_can_be_prolonged_up_to_twelve_hours_exactly()
    {
        var url = await QueueAsync();
        await base.SendAsync(url, "x");
        var message = await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(10));

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 43_190);
        await FailsAsync<AmazonSQSException>(
            () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 43_191),
            "InvalidParameterValue"
        );
        var changed = await Sqs.ChangeMessageVisibilityBatchAsync(url, [new("a", message.ReceiptHandle) { VisibilityTimeout = 43_201 }]);

        Assert.Equal(
            "Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.",
            changed.Failed[0].Message
        );
    }

    [Fact]
    public async Task A_message_in_flight_is_forgotten_too_when_its_time_is_over()
    {
        var url = await QueueAsync("orders", ("MessageRetentionPeriod", "60"));
        await base.SendAsync(url, "x");
        await ReceiveOneAsync(url, visibility: 43_200);

        Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("0", (await AttributesAsync(url))["ApproximateNumberOfMessagesNotVisible"]);
    }

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    private Task SendAsync(string url, Dictionary<string, MessageAttributeValue> attributes) =>
        Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageAttributes = attributes,
            }
        );

    private async Task<AmazonSQSException> SendFailsAsync(Dictionary<string, MessageAttributeValue> attributes)
    {
        var url = await QueueAsync();
        return await FailsAsync<AmazonSQSException>(() => SendAsync(url, attributes), "InvalidParameterValue");
    }
}
