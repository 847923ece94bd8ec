using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Events;

/// <summary>What the formats of an event have in common.</summary>
internal static class Event
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Make(Call call, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 + call.Body.Length * 4 / 3);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static void Map(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    public static void Lists(this Utf8JsonWriter json, string name, IEnumerable<IGrouping<string, (string Name, string Value)>> values)
    {
        json.WriteStartObject(name);
        foreach (var group in values)
        {
            json.WriteStartArray(group.Key);
            foreach (var (_, value) in group)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    public static void MapOrNull(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
            json.WriteNull(name);
        else
            json.Map(name, values);
    }
}
