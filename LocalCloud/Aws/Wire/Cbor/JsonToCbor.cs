using System.Formats.Cbor;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Wire.Cbor;

/// <summary>An answer as CBOR. Its types tell what JSON cannot: which strings are blobs and which numbers are time stamps.</summary>
internal static class JsonToCbor
{
    public static byte[] Convert(object value, JsonTypeInfo type)
    {
        var json = value is Nothing ? JsonDocument.Parse("{}").RootElement : JsonSerializer.SerializeToElement(value, type);
        return Convert(json, type);
    }

    public static byte[] Convert(JsonElement json, JsonTypeInfo? type)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        Value(writer, json, type);
        return writer.Encode();
    }

    private static void Value(CborWriter writer, JsonElement value, JsonTypeInfo? type)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartMap(value.GetPropertyCount());
                foreach (var property in value.EnumerateObject())
                {
                    writer.WriteTextString(property.Name);
                    Value(writer, property.Value, MemberType(type, property.Name));
                }
                writer.WriteEndMap();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray(value.GetArrayLength());
                foreach (var element in value.EnumerateArray())
                    Value(writer, element, type?.ElementType is { } elements ? type.Options.GetTypeInfo(elements) : null);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when Is<byte[]>(type):
                writer.WriteByteString(value.GetBytesFromBase64());
                break;
            case JsonValueKind.String:
                writer.WriteTextString(value.GetString()!);
                break;
            case JsonValueKind.Number when Is<DateTimeOffset>(type):
                writer.WriteTag(CborTag.UnixTimeSeconds);
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.Number when Is<double>(type):
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                writer.WriteInt64(number);
                break;
            case JsonValueKind.Number:
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(value.GetBoolean());
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    private static JsonTypeInfo? MemberType(JsonTypeInfo? type, string name) =>
        type?.Kind switch
        {
            JsonTypeInfoKind.Object when type.Properties.FirstOrDefault(p => p.Name == name) is { } member => type.Options.GetTypeInfo(
                member.PropertyType
            ),
            JsonTypeInfoKind.Dictionary => type.Options.GetTypeInfo(type.ElementType!),
            _ => null,
        };

    private static bool Is<T>(JsonTypeInfo? type) => type is not null && (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(T);
}
