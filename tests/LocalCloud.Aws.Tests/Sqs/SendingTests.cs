using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

// The SDK compares the MD5 digests of what it sent and received by itself: a wrong one fails these tests.
public sealed class SendingTests : SqsTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("""{"quoted":"and \\ escaped"}""")]
    [InlineData("Zürich 東京 🚀 \t\r\n end")]
    [InlineData("<xml>&amp;</xml>")]
    public async Task A_body_comes_back_as_it_was_sent(string body)
    {
        var url = await QueueAsync();

        var id = await SendAsync(url, body);

        var message = await ReceiveOneAsync(url);
        Assert.Equal((id, body), (message.MessageId, message.Body));
    }

    [Fact]
    public async Task Message_attributes_travel_with_their_types()
    {
        var url = await QueueAsync();

        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageAttributes = new()
                {
                    ["text"] = new() { DataType = "String", StringValue = "grüezi" },
                    ["count"] = new() { DataType = "Number.int", StringValue = "42" },
                    ["bytes"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 3]) },
                },
            }
        );

        var attributes = (await ReceiveOneAsync(url)).MessageAttributes;
        Assert.Equal(
            ("grüezi", "42", "Number.int"),
            (attributes["text"].StringValue, attributes["count"].StringValue, attributes["count"].DataType)
        );
        Assert.Equal([1, 2, 3], attributes["bytes"].BinaryValue.ToArray());
    }

    [Theory]
    [InlineData("one", "one")]
    [InlineData("o.*", "one")]
    [InlineData("two.*,one", "one,two.a,two.b")]
    [InlineData(".*", "one,two.a,two.b")]
    [InlineData("none", "")]
    public async Task Only_the_attributes_asked_for_come_back(string asked, string expected)
    {
        var url = await QueueAsync();
        MessageAttributeValue value = new() { DataType = "String", StringValue = "v" };
        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageAttributes = new()
                {
                    ["one"] = value,
                    ["two.a"] = value,
                    ["two.b"] = value,
                },
            }
        );

        var received = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, MessageAttributeNames = [.. asked.Split(',')] }
        );

        Assert.Equal(expected, string.Join(',', (received.Messages[0].MessageAttributes ?? []).Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("String", "", "Message (user) attribute 'a' must contain a non-empty value of type 'String'.")]
    [InlineData(
        "Text",
        "x",
        "The type of message (user) attribute 'a' is invalid. You must use only the following supported type prefixes: "
            + "Binary, Number, String."
    )]
    [InlineData("Number", "x", "Can't cast the value of message (user) attribute 'a' to a number.")]
    [InlineData("", "x", "The message attribute 'a' must contain non-empty message attribute type.")]
    [InlineData("Binary", "x", "The message attribute 'a' with type 'Binary' must use field 'Binary'.")]
    public async Task An_attribute_that_is_not_what_its_type_says_is_refused(string type, string value, string message)
    {
        var url = await QueueAsync();

        var error = await FailsAsync<AmazonSQSException>(
            () =>
                Sqs.SendMessageAsync(
                    new SendMessageRequest
                    {
                        QueueUrl = url,
                        MessageBody = "x",
                        MessageAttributes = new()
                        {
                            ["a"] = new() { DataType = type, StringValue = value },
                        },
                    }
                ),
            "InvalidParameterValue"
        );

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task The_trace_header_travels_as_a_system_attribute()
    {
        var url = await QueueAsync();

        var sent = await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageSystemAttributes = new()
                {
                    ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1-5759e988-bd862e3fe1be46a994272793" },
                },
            }
        );

        Assert.NotNull(sent.MD5OfMessageSystemAttributes);
        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793", (await ReceiveOneAsync(url)).Attributes["AWSTraceHeader"]);
    }

    [Fact]
    public async Task A_message_without_a_body_is_refused()
    {
        var url = await QueueAsync();

        var error = await FailsAsync<AmazonSQSException>(() => SendAsync(url, ""), "MissingParameter");

        Assert.Equal("The request must contain the parameter MessageBody.", error.Message);
    }

    [Theory]
    [InlineData("\u0001", "#x1")]
    [InlineData("ok\u001F", "#x1F")]
    [InlineData("\uFFFF", "#xFFFF")]
    public async Task A_character_that_XML_does_not_have_is_refused(string body, string named)
    {
        var url = await QueueAsync();

        var error = await FailsAsync<InvalidMessageContentsException>(() => SendAsync(url, body), "InvalidMessageContents");

        Assert.Contains($"'{named}' was found in the message body", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_may_weigh_one_mebibyte_with_its_attributes_and_no_more()
    {
        var url = await QueueAsync();
        await SendAsync(url, new string('a', 1_048_576));

        var error = await FailsAsync<AmazonSQSException>(
            () =>
                Sqs.SendMessageAsync(
                    new SendMessageRequest
                    {
                        QueueUrl = url,
                        MessageBody = new string('a', 1_048_576 - 5),
                        MessageAttributes = new()
                        {
                            ["a"] = new() { DataType = "String", StringValue = "b" },
                        },
                    }
                ),
            "InvalidParameterValue"
        );

        Assert.Equal("One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.", error.Message);
    }

    [Fact]
    public async Task Size_is_counted_in_bytes_against_the_queues_own_maximum()
    {
        var url = await QueueAsync("small", ("MaximumMessageSize", "1024"));
        var twoBytesEach = new string('ü', 513);

        Assert.Equal(1026, Encoding.UTF8.GetByteCount(twoBytesEach));
        await FailsAsync<AmazonSQSException>(() => SendAsync(url, twoBytesEach), "InvalidParameterValue");
    }

    [Fact]
    public async Task A_delayed_message_comes_when_its_delay_is_over()
    {
        var url = await QueueAsync();
        await SendAsync(url, "later", delay: 10);

        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal("later", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task The_queues_delay_holds_for_messages_without_one()
    {
        var url = await QueueAsync("slow", ("DelaySeconds", "5"));
        await SendAsync(url, "queue's");
        await SendAsync(url, "own", delay: 0);

        Assert.Equal("own", (await ReceiveOneAsync(url)).Body);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("queue's", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_delay_of_more_than_15_minutes_is_refused()
    {
        var url = await QueueAsync();

        var error = await FailsAsync<AmazonSQSException>(() => SendAsync(url, "x", delay: 901), "InvalidParameterValue");

        Assert.Equal("Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.", error.Message);
    }

    [Fact]
    public async Task A_message_is_forgotten_after_the_retention_period()
    {
        var url = await QueueAsync();
        await SendAsync(url, "old");
        Clock.Advance(TimeSpan.FromDays(4) - TimeSpan.FromSeconds(1));
        await SendAsync(url, "young");
        Assert.Equal("2", (await AttributesAsync(url))["ApproximateNumberOfMessages"]);

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("young", Assert.Single(await ReceiveAsync(url)).Body);
    }
}
