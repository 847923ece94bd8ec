using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws;

[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CoreJson : JsonSerializerContext;

/// <summary>Time stamps as the JSON protocols carry them: seconds since 1970, with milliseconds as the fraction.</summary>
public sealed class EpochSeconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        DateTimeOffset.UnixEpoch.AddMilliseconds((double)(reader.GetDecimal() * 1000));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);
}
