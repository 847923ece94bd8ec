using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Data;
using ServiceDefaults.Errors;

namespace Api.Json;

/// <summary>
/// Refuses, wherever a body has text, what could be taken and never be given back: NUL, halves of surrogate pairs, bytes that are no UTF-8.
/// </summary>
internal sealed class StorableTextConverter : JsonConverter<string>
{
    private const string Refusal = "must be Unicode text without NUL and without halves of surrogate pairs.";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        return Checked(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Checked(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    /// <summary>The string, or member name, that the reader is at.</summary>
    /// <exception cref="InvalidTextException">It cannot be stored.</exception>
    public static string Checked(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { } text && StoredText.IsStorable(text) ? text : throw new InvalidTextException(Refusal);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidTextException(Refusal);
        }
    }
}
