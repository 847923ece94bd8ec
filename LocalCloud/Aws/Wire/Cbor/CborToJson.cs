using System.Formats.Cbor;
using System.Text.Json;

namespace LocalCloud.Aws.Wire.Cbor;

/// <summary>A CBOR request as the JSON that the operation's types read: blobs as base64, time stamps as seconds.</summary>
internal static class CborToJson
{
    // As deep as the JSON reader goes.
    private const int MaxDepth = 64;

    /// <summary>null when the body is no CBOR that JSON can hold.</summary>
    public static byte[]? Convert(ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0)
            return "{}"u8.ToArray();
        using var json = new MemoryStream();
        try
        {
            using (var writer = new Utf8JsonWriter(json))
            {
                var reader = new CborReader(body, CborConformanceMode.Lax);
                Value(reader, writer, 0);
                if (reader.BytesRemaining > 0)
                    return null;
            }
            return json.ToArray();
        }
        // Writing can fail too: text that is no Unicode.
        catch (Exception e)
            when (e is CborContentException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static void Value(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        if (depth > MaxDepth)
            throw new CborContentException("Nested too deep.");
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                reader.ReadStartMap();
                writer.WriteStartObject();
                while (reader.PeekState() is not CborReaderState.EndMap)
                {
                    writer.WritePropertyName(reader.ReadTextString());
                    Value(reader, writer, depth + 1);
                }
                reader.ReadEndMap();
                writer.WriteEndObject();
                break;
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                writer.WriteStartArray();
                while (reader.PeekState() is not CborReaderState.EndArray)
                    Value(reader, writer, depth + 1);
                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                writer.WriteStringValue(reader.ReadTextString());
                break;
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                writer.WriteBase64StringValue(reader.ReadByteString());
                break;
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteNumberValue(reader.ReadInt64());
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                Number(reader.ReadDouble(), writer);
                break;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            // A time stamp is seconds behind tag 1; no other tag says more than its content.
            case CborReaderState.Tag:
                reader.ReadTag();
                Value(reader, writer, depth + 1);
                break;
            default:
                // null, and undefined, which means the same here
                reader.ReadSimpleValue();
                writer.WriteNullValue();
                break;
        }
    }

    private static void Number(double number, Utf8JsonWriter writer)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < 1L << 53)
            writer.WriteNumberValue((long)number);
        else if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(
                double.IsNaN(number) ? "NaN"
                : number > 0 ? "Infinity"
                : "-Infinity"
            );
    }
}
