using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>A message as functions get it (docs: with-sqs).</summary>
internal static class QueueRecord
{
    public static JsonObject Of(ReceivedMessage message, EventSourceMapping mapping, string region) =>
        Of(message, mapping, region, Encoding.UTF8.GetString(message.Body.Bytes));

    /// <summary>For filters: a body that is JSON can be looked into.</summary>
    public static JsonObject Filtered(ReceivedMessage message, EventSourceMapping mapping, string region)
    {
        JsonNode? body = null;
        try
        {
            body = JsonNode.Parse(message.Body.Bytes) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            // Text
        }
        return Of(message, mapping, region, body ?? Encoding.UTF8.GetString(message.Body.Bytes));
    }

    /// <summary>The sender's W3C trace, when all messages have the same.</summary>
    public static string? TraceParent(List<ReceivedMessage> batch)
    {
        var parents = batch.Select(m => m.MessageAttributes?.GetValueOrDefault("traceparent")?.StringValue).Distinct().Take(2).ToList();
        return parents.Count == 1 ? parents[0] : null;
    }

    private static JsonObject Of(ReceivedMessage message, EventSourceMapping mapping, string region, JsonNode body)
    {
        var record = new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["receiptHandle"] = message.ReceiptHandle,
            ["body"] = body,
            ["attributes"] = new JsonObject((message.Attributes ?? []).Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
            ["messageAttributes"] = new JsonObject(
                (message.MessageAttributes ?? []).Select(a => KeyValuePair.Create(a.Key, (JsonNode?)Attribute(a.Value)))
            ),
            ["md5OfBody"] = message.MD5OfBody,
        };
        if (message.MD5OfMessageAttributes is { } md5)
            record["md5OfMessageAttributes"] = md5;
        record["eventSource"] = "aws:sqs";
        record["eventSourceARN"] = mapping.EventSourceArn;
        record["awsRegion"] = region;
        return record;
    }

    private static JsonObject Attribute(MessageAttributeValue value)
    {
        var attribute = new JsonObject();
        if (value.StringValue is { } text)
            attribute["stringValue"] = text;
        if (value.BinaryValue is { } bytes)
            attribute["binaryValue"] = Convert.ToBase64String(bytes);
        attribute["stringListValues"] = new JsonArray();
        attribute["binaryListValues"] = new JsonArray();
        attribute["dataType"] = value.DataType;
        return attribute;
    }
}
