using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>An item as a row of the store: the JSON that the API carries.</summary>
internal static class ItemRow
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static byte[] Write(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Compact))
            AttributeValueConverter.WriteMap(json, attributes);
        return buffer.WrittenSpan.ToArray();
    }

    public static Dictionary<string, AttributeValue> Read(byte[] row)
    {
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = DynamoDbJson.MaxDepth });
        reader.Read();
        return AttributeValueConverter.ReadMap(ref reader);
    }
}
