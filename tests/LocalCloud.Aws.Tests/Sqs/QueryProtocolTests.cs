using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>As clients before 2023 speak: parameters in a form, answers in XML.</summary>
public sealed class QueryProtocolTests : SqsTest
{
    private static readonly XNamespace Sqs2012 = "http://queue.amazonaws.com/doc/2012-11-05/";

    [Fact]
    public async Task A_message_goes_through_with_its_attributes()
    {
        var url = await QueueAsync("orders");

        var sent = await CallAsync(
            "/",
            "SendMessage",
            ("QueueUrl", url),
            ("MessageBody", "line\r\nbreak & <tag>"),
            ("DelaySeconds", "0"),
            ("MessageAttribute.1.Name", "kind"),
            ("MessageAttribute.1.Value.DataType", "String"),
            ("MessageAttribute.1.Value.StringValue", "a.b")
        );
        var received = await CallAsync(
            "/",
            "ReceiveMessage",
            ("QueueUrl", url),
            ("AttributeName.1", "ApproximateReceiveCount"),
            ("MessageAttributeName.1", "All")
        );

        var message = received.Descendants(Sqs2012 + "Message").Single();
        Assert.Equal(Value(sent, "MessageId"), Value(message, "MessageId"));
        Assert.Equal("line\r\nbreak & <tag>", Value(message, "Body"));
        Assert.Equal(Value(sent, "MD5OfMessageAttributes"), Value(message, "MD5OfMessageAttributes"));
        var attribute = message.Element(Sqs2012 + "Attribute")!;
        Assert.Equal("ApproximateReceiveCount 1", $"{Value(attribute, "Name")} {Value(attribute, "Value")}");
        var user = message.Element(Sqs2012 + "MessageAttribute")!;
        Assert.Equal("kind a.b String", $"{Value(user, "Name")} {Value(user, "StringValue")} {Value(user, "DataType")}");
        Assert.NotEmpty(Value(received, "RequestId"));
    }

    [Fact]
    public async Task A_queue_is_created_with_attributes_and_tags_by_number()
    {
        var created = await CallAsync(
            "/",
            "CreateQueue",
            ("QueueName", "orders"),
            ("Attribute.1.Name", "VisibilityTimeout"),
            ("Attribute.1.Value", "7"),
            ("Tag.1.Key", "team"),
            ("Tag.1.Value", "a")
        );

        var url = Value(created, "QueueUrl");
        Assert.Equal("7", (await AttributesAsync(url))["VisibilityTimeout"]);
        var tags = await CallAsync("/", "ListQueueTags", ("QueueUrl", url));
        Assert.Equal("team=a", string.Join(',', tags.Descendants(Sqs2012 + "Tag").Select(t => $"{Value(t, "Key")}={Value(t, "Value")}")));
    }

    [Fact]
    public async Task The_queue_can_be_the_path_of_the_request()
    {
        var url = await QueueAsync("orders");

        await CallAsync(new Uri(url).AbsolutePath, "SendMessage", ("MessageBody", "by path"));

        Assert.Equal("by path", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task Parameters_can_stand_in_the_url()
    {
        await QueueAsync("orders");

        using var request = Signed(HttpMethod.Get, "/?Action=GetQueueUrl&QueueName=orders&Version=2012-11-05");
        var answer = XDocument.Parse(await (await Http.SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Equal($"http://localhost:4566/{Account}/orders", Value(answer, "QueueUrl"));
    }

    [Fact]
    public async Task Batches_have_entries_by_number_and_answer_successes_and_failures()
    {
        var url = await QueueAsync("orders");

        var sent = await CallAsync(
            "/",
            "SendMessageBatch",
            ("QueueUrl", url),
            ("SendMessageBatchRequestEntry.1.Id", "a"),
            ("SendMessageBatchRequestEntry.1.MessageBody", "1"),
            ("SendMessageBatchRequestEntry.2.Id", "b"),
            ("SendMessageBatchRequestEntry.2.MessageBody", "2"),
            ("SendMessageBatchRequestEntry.2.DelaySeconds", "901")
        );

        Assert.Equal("a", Value(sent.Descendants(Sqs2012 + "SendMessageBatchResultEntry").Single(), "Id"));
        var failed = sent.Descendants(Sqs2012 + "BatchResultErrorEntry").Single();
        Assert.Equal("b InvalidParameterValue true", $"{Value(failed, "Id")} {Value(failed, "Code")} {Value(failed, "SenderFault")}");
    }

    [Fact]
    public async Task Errors_have_the_codes_of_old()
    {
        using var request = Form("/", "GetQueueUrl", ("QueueName", "none"));

        var answer = await Http.SendAsync(request);
        var error = XDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Sender AWS.SimpleQueueService.NonExistentQueue", $"{Value(error, "Type")} {Value(error, "Code")}");
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), Value(error, "RequestId"));
    }

    [Fact]
    public async Task An_action_that_there_is_not_is_refused_by_name()
    {
        using var request = Form("/", "Fly");

        var error = XDocument.Parse(await (await Http.SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Equal("InvalidAction The action Fly is not valid for this endpoint.", $"{Value(error, "Code")} {Value(error, "Message")}");
    }

    [Theory]
    [InlineData("Colour", "red", "Colour of SendMessage is not supported by LocalCloud.")]
    [InlineData("DelaySeconds", "soon", "SendMessage.DelaySeconds is 'soon', which is no integer.")]
    public async Task A_parameter_that_cannot_be_read_is_refused_by_name(string name, string value, string message)
    {
        using var request = Form("/", "SendMessage", ("QueueUrl", "x"), ("MessageBody", "x"), (name, value));

        var error = XDocument.Parse(await (await Http.SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Equal(message, Value(error, "Message"));
    }

    [Fact]
    public async Task Who_accepts_JSON_gets_JSON_with_nulls_for_what_is_not_there()
    {
        await QueueAsync("orders");
        using var request = Form($"/{Account}/orders", "SendMessage", ("MessageBody", "x"));
        request.Headers.Accept.ParseAdd("application/json");

        var answer = await Http.SendAsync(request);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["SendMessageResponse"]!;

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), (string?)json["ResponseMetadata"]!["RequestId"]);
        var result = json["SendMessageResult"]!.AsObject();
        Assert.Equal(
            ["MD5OfMessageAttributes", "MD5OfMessageBody", "MD5OfMessageSystemAttributes", "MessageId", "SequenceNumber"],
            result.Select(m => m.Key)
        );
        Assert.Equal("9dd4e461268c8034f5c8564e155c67a6", (string?)result["MD5OfMessageBody"]);
        Assert.Null(result["SequenceNumber"]);
    }

    [Fact]
    public async Task Who_accepts_JSON_gets_errors_in_it()
    {
        using var request = Form($"/{Account}/none", "SendMessage", ("MessageBody", "x"));
        request.Headers.Accept.ParseAdd("application/json");

        var error = JsonNode.Parse(await (await Http.SendAsync(request)).Content.ReadAsStringAsync())!["Error"]!;

        Assert.Equal(("AWS.SimpleQueueService.NonExistentQueue", "Sender"), ((string?)error["Code"], (string?)error["Type"]));
    }

    [Fact]
    public async Task Who_accepts_anything_gets_XML()
    {
        using var request = Form("/", "ListQueues");
        request.Headers.Accept.ParseAdd("*/*, application/json");

        Assert.Equal("text/xml", (await Http.SendAsync(request)).Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("CreateQueue")]
    [InlineData("ListQueues")]
    public async Task A_queues_address_neither_makes_nor_lists_queues(string action)
    {
        await QueueAsync("orders");
        using var request = Form($"/{Account}/orders", action, ("QueueName", "other"));

        var error = XDocument.Parse(await (await Http.SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Equal(
            $"InvalidAction The action {action} is not valid for this endpoint.",
            $"{Value(error, "Code")} {Value(error, "Message")}"
        );
    }

    [Fact]
    public async Task A_queues_address_without_an_action_is_no_operation()
    {
        using var request = Signed(HttpMethod.Get, new Uri(await QueueAsync("orders")).AbsolutePath);

        var answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("UnknownOperationException", XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Name);
    }

    private async Task<XDocument> CallAsync(string path, string action, params (string Name, string Value)[] parameters)
    {
        using var request = Form(path, action, parameters);
        var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        var document = XDocument.Parse(text);
        Assert.Equal(Sqs2012 + $"{action}Response", document.Root!.Name);
        return document;
    }

    private static HttpRequestMessage Form(string path, string action, params (string Name, string Value)[] parameters)
    {
        var request = Signed(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent([
            new("Action", action),
            new("Version", "2012-11-05"),
            .. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)),
        ]);
        return request;
    }

    private static HttpRequestMessage Signed(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("sqs", Account, Region));
        return request;
    }

    private static string Value(XContainer container, string name) => container.Descendants(Sqs2012 + name).First().Value;
}
