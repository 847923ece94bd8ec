using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Wire;

/// <summary>
/// Answers of the query protocol for who accepts application/json: the same elements in the order of their names, times as seconds
/// since 1970, and null for what is not there.
/// </summary>
internal static class QueryJson
{
    public const string ContentType = "application/json";

    /// <summary>Of several types that are accepted the first counts, and XML when there is none.</summary>
    public static bool IsAsked(HttpRequest request) =>
        request.Headers.Accept is [{ } accept, ..]
        && accept.AsSpan(0, accept.AsSpan().IndexOfAny(',', ';') is >= 0 and var end ? end : accept.Length).Trim() is ContentType;

    public static byte[] Answer(RecordOperation operation, object value, string requestId) =>
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject($"{operation.Name}Response");
            if (operation.Response.Type != typeof(Nothing))
            {
                json.WritePropertyName($"{operation.Name}Result");
                Value(json, value, operation.Response);
            }
            json.WriteStartObject("ResponseMetadata");
            json.WriteString("RequestId", requestId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });

    public static byte[] Failure(Service? service, AwsError error, string requestId) =>
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("Error");
            json.WriteString("Code", error.QueryCode ?? error.Code);
            if (service?.HasErrorDetail is true)
                json.WriteNull("Detail");
            json.WriteString("Message", error.QueryMessage ?? error.Message);
            json.WriteString("Type", error.IsSender ? "Sender" : "Receiver");
            json.WriteEndObject();
            json.WriteString("RequestId", requestId);
            json.WriteEndObject();
        });

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            content(json);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Value(Utf8JsonWriter json, object? value, JsonTypeInfo type)
    {
        switch (type.Kind)
        {
            case var _ when value is null:
                json.WriteNullValue();
                break;
            case JsonTypeInfoKind.Object:
                json.WriteStartObject();
                foreach (var member in type.Properties.OrderBy(p => p.Name, StringComparer.Ordinal))
                    if (member.Get is { } get)
                    {
                        json.WritePropertyName(member.Name);
                        Value(json, get(value), type.Options.GetTypeInfo(member.PropertyType));
                    }
                json.WriteEndObject();
                break;
            case JsonTypeInfoKind.Dictionary:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    json.WritePropertyName((string)entry.Key);
                    Value(json, entry.Value, type.Options.GetTypeInfo(type.ElementType!));
                }
                json.WriteEndObject();
                break;
            case JsonTypeInfoKind.Enumerable:
                json.WriteStartArray();
                foreach (var item in (IEnumerable)value)
                    Value(json, item, type.Options.GetTypeInfo(type.ElementType!));
                json.WriteEndArray();
                break;
            case var _ when value is DateTimeOffset time:
                json.WriteNumberValue(time.ToUnixTimeMilliseconds() / 1000m);
                break;
            default:
                JsonSerializer.Serialize(json, value, type);
                break;
        }
    }
}
