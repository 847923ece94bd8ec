using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws;

[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CoreJson : JsonSerializerContext;

/// <summary>Time stamps as the JSON protocols carry them: seconds since 1970, with milliseconds as the fraction.</summary>
internal sealed class EpochSeconds : JsonConverter<DateTimeOffset>
{
    // 0001 to 9999
    private const decimal First = -62_135_596_800;
    private const decimal Last = 253_402_300_799;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Number && reader.TryGetDecimal(out var seconds) && seconds is >= First and <= Last
            ? DateTimeOffset.UnixEpoch.AddMilliseconds((double)(seconds * 1000))
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);
}
