using System.Formats.Cbor;
using System.Net;
using LocalCloud.Aws.Wire.Cbor;

namespace LocalCloud.Aws.Tests.Wire;

public sealed class CborTests : AwsTest
{
    [Fact]
    public async Task A_service_answers_in_CBOR_what_it_is_asked_in_CBOR()
    {
        var created = Map(await CallAsync("AmazonSQS", "CreateQueue", w => Map(w, ("QueueName", "orders"))));
        var url = (string)created["QueueUrl"]!;
        await CallAsync("AmazonSQS", "SendMessage", w =>
        {
            w.WriteStartMap(null);
            w.WriteTextString("QueueUrl");
            w.WriteTextString(url);
            w.WriteTextString("MessageBody");
            w.WriteTextString("ü");
            w.WriteTextString("MessageAttributes");
            w.WriteStartMap(1);
            w.WriteTextString("blob");
            w.WriteStartMap(2);
            w.WriteTextString("DataType");
            w.WriteTextString("Binary");
            w.WriteTextString("BinaryValue");
            w.WriteByteString([0, 255, 1]);
            w.WriteEndMap();
            w.WriteEndMap();
            w.WriteEndMap();
        });

        var received = Map(await CallAsync("AmazonSQS", "ReceiveMessage", w =>
            {
                w.WriteStartMap(2);
                w.WriteTextString("QueueUrl");
                w.WriteTextString(url);
                w.WriteTextString("MessageAttributeNames");
                w.WriteStartArray(1);
                w.WriteTextString("All");
                w.WriteEndArray();
                w.WriteEndMap();
            }));

        var message = (Dictionary<string, object?>)Assert.Single((List<object?>)received["Messages"]!)!;
        var attribute = (Dictionary<string, object?>)((Dictionary<string, object?>)message["MessageAttributes"]!)["blob"]!;
        Assert.Equal("ü", message["Body"]);
        Assert.Equal(new byte[] { 0, 255, 1 }, attribute["BinaryValue"]);
    }

    [Fact]
    public async Task Time_stamps_are_tagged_seconds()
    {
        var answer = Map(await CallAsync("AWSEvents", "ListEventBuses", w => Map(w)));

        var bus = (Dictionary<string, object?>)Assert.Single((List<object?>)answer["EventBuses"]!)!;
        Assert.Equal(Clock.GetUtcNow(), bus["CreationTime"]);
    }

    [Fact]
    public async Task Errors_have_their_shape_and_for_those_who_ask_the_code_of_old()
    {
        using var answer = await SendAsync("AmazonSQS", "GetQueueUrl", w => Map(w, ("QueueName", "none")), queryMode: true);

        var error = Map(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.BadRequest, "com.amazonaws.sqs#QueueDoesNotExist"), (answer.StatusCode, error["__type"]));
        Assert.Equal("The specified queue does not exist.", error["message"]);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", answer.Headers.GetValues("x-amzn-query-error").Single());
        Assert.Equal("rpc-v2-cbor", answer.Headers.GetValues("smithy-protocol").Single());
    }

    [Fact]
    public async Task What_is_no_CBOR_is_refused()
    {
        using var garbage = await SendAsync("AmazonSQS", "ListQueues", w => w.WriteTextString("x"), queryMode: false);
        Assert.Equal(HttpStatusCode.BadRequest, garbage.StatusCode);
        Assert.Null(CborToJson.Convert(new byte[] { 0xa1, 0x61 }));
        Assert.Null(CborToJson.Convert(Enumerable.Repeat((byte)0x81, 100_000).ToArray()));
    }

    private async Task<byte[]> CallAsync(string service, string operation, Action<CborWriter> input)
    {
        using var answer = await SendAsync(service, operation, input, queryMode: false);
        Assert.Equal((HttpStatusCode.OK, "application/cbor"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(string service, string operation, Action<CborWriter> input, bool queryMode)
    {
        var writer = new CborWriter();
        input(writer);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/service/{service}/operation/{operation}")
        {
            Content = new ByteArrayContent(writer.Encode()),
        };
        request.Content.Headers.ContentType = new("application/cbor");
        request.Headers.Add("smithy-protocol", "rpc-v2-cbor");
        if (queryMode)
            request.Headers.Add("x-amzn-query-mode", "true");
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void Map(CborWriter writer, params (string Name, string Value)[] members)
    {
        writer.WriteStartMap(members.Length);
        foreach (var (name, value) in members)
        {
            writer.WriteTextString(name);
            writer.WriteTextString(value);
        }
        writer.WriteEndMap();
    }

    private static Dictionary<string, object?> Map(byte[] cbor) => (Dictionary<string, object?>)Read(new CborReader(cbor))!;

    private static object? Read(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                var map = new Dictionary<string, object?>();
                reader.ReadStartMap();
                while (reader.PeekState() is not CborReaderState.EndMap)
                    map[reader.ReadTextString()] = Read(reader);
                reader.ReadEndMap();
                return map;
            case CborReaderState.StartArray:
                var list = new List<object?>();
                reader.ReadStartArray();
                while (reader.PeekState() is not CborReaderState.EndArray)
                    list.Add(Read(reader));
                reader.ReadEndArray();
                return list;
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.ByteString:
                return reader.ReadByteString();
            case CborReaderState.Tag:
                return reader.ReadUnixTimeSeconds();
            case CborReaderState.UnsignedInteger:
                return reader.ReadInt64();
            default:
                reader.SkipValue();
                return null;
        }
    }
}
