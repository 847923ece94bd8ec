using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws;

/// <summary>A text as it came over the wire, for those that are large and only passed on: half the memory of a string, and no conversion
/// on its way through.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Utf8Text(byte[] Bytes)
{
    public static implicit operator Utf8Text(string text) => new(Encoding.UTF8.GetBytes(text));

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    internal sealed class Converter : JsonConverter<Utf8Text>
    {
        public override Utf8Text Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException();
            if (!reader.ValueIsEscaped)
                return new(reader.ValueSpan.ToArray());
            var buffer = new byte[reader.ValueSpan.Length];
            return new(buffer[..reader.CopyString(buffer)]);
        }

        public override void Write(Utf8JsonWriter writer, Utf8Text value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Bytes);
    }
}
