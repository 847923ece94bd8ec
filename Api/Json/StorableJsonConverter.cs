using System.Text.Json;
using System.Text.Json.Serialization;

namespace Api.Json;

/// <summary>The same for JSON of any form, which is kept as it comes: every text and name in it is looked at.</summary>
internal sealed class StorableJsonConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var look = reader;
        var depth = look.CurrentDepth;
        do
        {
            if (look.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                StorableTextConverter.Checked(ref look);
            }
        } while ((look.CurrentDepth > depth || look.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && look.Read());

        return JsonElement.ParseValue(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
