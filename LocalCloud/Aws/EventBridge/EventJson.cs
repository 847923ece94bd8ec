using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge;

/// <summary>The event as rules match it and targets get it.</summary>
internal static class EventJson
{
    // PutEvents takes details nested up to 1,100 levels
    private const int MaxDepth = 1100;
    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth + 1 };
    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth + 2,
    };

    public static bool IsObject(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The detail on its own, minified; null when it is not a JSON object.</summary>
    public static byte[]? Minify(string detail)
    {
        try
        {
            using var document = JsonDocument.Parse(detail, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Write(document.RootElement.WriteTo) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Envelope(
        string id,
        string source,
        string detailType,
        Scope scope,
        DateTimeOffset time,
        IReadOnlyList<string>? resources,
        ReadOnlyMemory<byte> detail
    ) =>
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteString("id", id);
            json.WriteString("detail-type", detailType);
            json.WriteString("source", source);
            json.WriteString("account", scope.Account);
            json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("region", scope.Region);
            json.WriteStartArray("resources");
            foreach (var resource in resources ?? [])
                json.WriteStringValue(resource);
            json.WriteEndArray();
            json.WritePropertyName("detail");
            json.WriteRawValue(detail.Span, skipInputValidation: true);
            json.WriteEndObject();
        });

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Writing))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
