using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>A record on its way to the function, as functions get it (docs: with-ddb-example).</summary>
internal sealed record StreamedItem(long Sequence, DateTimeOffset At, byte[] Json)
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public string Number => SequenceNumber.Text(Sequence);

    public static StreamedItem Of(StreamRecord record, StreamDefinition stream, string arn, string region)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("eventID"u8, record.EventId(stream));
            json.WriteString("eventName"u8, record.Event);
            json.WriteString("eventVersion"u8, "1.1"u8);
            json.WriteString("eventSource"u8, "aws:dynamodb"u8);
            json.WriteString("awsRegion"u8, region);
            json.WriteStartObject("dynamodb"u8);
            json.WritePropertyName("ApproximateCreationDateTime"u8);
            json.WriteRawValue(Seconds(record.At));
            WriteItem(json, "Keys", record.Keys);
            WriteItem(json, "NewImage", record.New);
            WriteItem(json, "OldImage", record.Old);
            json.WriteString("SequenceNumber"u8, SequenceNumber.Text(record.Sequence));
            json.WriteNumber("SizeBytes"u8, record.Size);
            json.WriteString("StreamViewType"u8, stream.ViewType);
            json.WriteEndObject();
            if (record.Expired)
            {
                // With small letters here, other than in the streams' own API
                json.WriteStartObject("userIdentity"u8);
                json.WriteString("type"u8, "Service"u8);
                json.WriteString("principalId"u8, "dynamodb.amazonaws.com"u8);
                json.WriteEndObject();
            }
            json.WriteString("eventSourceARN"u8, arn);
            json.WriteEndObject();
        }
        return new(record.Sequence, record.At, buffer.WrittenSpan.ToArray());
    }

    // A floating-point number, written as Java writes it: 1.7672256E9. Languages that tell numbers apart see it
    internal static string Seconds(DateTimeOffset time)
    {
        var digits = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var fraction = digits[1..].TrimEnd('0');
        return $"{digits[0]}.{(fraction.Length == 0 ? "0" : fraction)}E{digits.Length - 1}";
    }

    /// <summary>The event of a batch.</summary>
    public static byte[] Event(IReadOnlyList<StreamedItem> batch)
    {
        var buffer = new ArrayBufferWriter<byte>(batch.Sum(item => item.Json.Length + 1) + 16);
        buffer.Write("{\"Records\":["u8);
        for (var i = 0; i < batch.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            buffer.Write(batch[i].Json);
        }
        buffer.Write("]}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, AttributeValue>? item)
    {
        if (item is null)
            return;
        json.WritePropertyName(name);
        AttributeValueConverter.WriteMap(json, item);
    }
}
