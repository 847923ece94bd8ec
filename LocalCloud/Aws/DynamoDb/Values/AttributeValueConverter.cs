using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.DynamoDb.Values;

/// <summary>
/// {"S":"text"}, {"N":"1"}, {"M":{...}}, ... A JSON type that does not fit is a serialisation error (exception, as everywhere in JSON);
/// what is well-formed but not allowed becomes an <see cref="InvalidValue"/>, since AWS reports it later and differently by place.
/// </summary>
internal sealed class AttributeValueConverter : JsonConverter<AttributeValue>
{
    private const string Empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private const string Several =
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

    public override bool HandleNull => true;

    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? new InvalidValue(Empty) : Read(ref reader);

    public static AttributeValue Read(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        AttributeValue? value = null;
        var several = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = TypeOf(ref reader);
            reader.Read();
            if (type is null)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            several |= value is not null;
            value = ReadTyped(ref reader, type.Value);
        }
        return several ? new InvalidValue(Several) : value ?? new InvalidValue(Empty);
    }

    private static AttributeType? TypeOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("S"u8) ? AttributeType.S
        : reader.ValueTextEquals("N"u8) ? AttributeType.N
        : reader.ValueTextEquals("M"u8) ? AttributeType.M
        : reader.ValueTextEquals("L"u8) ? AttributeType.L
        : reader.ValueTextEquals("BOOL"u8) ? AttributeType.BOOL
        : reader.ValueTextEquals("NULL"u8) ? AttributeType.NULL
        : reader.ValueTextEquals("B"u8) ? AttributeType.B
        : reader.ValueTextEquals("SS"u8) ? AttributeType.SS
        : reader.ValueTextEquals("NS"u8) ? AttributeType.NS
        : reader.ValueTextEquals("BS"u8) ? AttributeType.BS
        : null;

    private static AttributeValue ReadTyped(ref Utf8JsonReader reader, AttributeType type) =>
        type switch
        {
            AttributeType.S => ReadString(ref reader),
            AttributeType.N => ReadNumber(ref reader),
            AttributeType.B => ReadBinary(ref reader),
            AttributeType.BOOL => BoolValue.Of(ReadFlag(ref reader)),
            AttributeType.NULL => ReadFlag(ref reader)
                ? NullValue.Instance
                : new InvalidValue("One or more parameter values were invalid: Null attribute value types must have the value of true"),
            AttributeType.M => new MapValue(ReadMap(ref reader)),
            AttributeType.L => new ListValue(ReadArray(ref reader, Read)),
            AttributeType.SS => new SetValue(type, ReadArray(ref reader, ReadString)),
            AttributeType.NS => new SetValue(type, ReadArray(ref reader, ReadNumber)),
            _ => new SetValue(type, ReadArray(ref reader, ReadBinary)),
        };

    private delegate AttributeValue Reading(ref Utf8JsonReader reader);

    private static AttributeValue ReadString(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return new StringValue(reader.GetString()!);
    }

    private static AttributeValue ReadNumber(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        var outcome = NumberText.Parse(reader.GetString()!);
        return outcome.Error is { } error ? new InvalidValue(error) : new NumberValue(outcome.Number);
    }

    private static AttributeValue ReadBinary(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.TryGetBytesFromBase64(out var bytes)
            ? new BinaryValue(bytes)
            : throw new JsonException("Base64 encoded length is unexpected, or a character is not of the Base64 alphabet");
    }

    private static bool ReadFlag(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected(ref reader, "Boolean"),
        };

    public static Dictionary<string, AttributeValue> ReadMap(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var map = new Dictionary<string, AttributeValue>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = reader.TokenType == JsonTokenType.Null ? new InvalidValue(Empty) : Read(ref reader);
        }
        return map;
    }

    private static AttributeValue[] ReadArray(ref Utf8JsonReader reader, Reading read)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var list = new List<AttributeValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(read(ref reader));
        return [.. list];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw Unexpected(
                ref reader,
                type == JsonTokenType.String ? "String"
                    : type == JsonTokenType.StartArray ? "List"
                    : "Map"
            );
    }

    private static JsonException Unexpected(ref Utf8JsonReader reader, string wanted) =>
        new(
            reader.TokenType switch
            {
                JsonTokenType.Number => $"NUMBER_VALUE cannot be converted to {wanted}",
                JsonTokenType.String => $"STRING_VALUE cannot be converted to {wanted}",
                JsonTokenType.True => $"TRUE_VALUE cannot be converted to {wanted}",
                JsonTokenType.False => $"FALSE_VALUE cannot be converted to {wanted}",
                JsonTokenType.StartArray => "Unrecognized collection type class",
                _ => "Start of structure or map found where not expected.",
            }
        );

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case StringValue s:
                writer.WriteString("S"u8, s.Text);
                break;
            case NumberValue n:
                writer.WriteString("N"u8, n.ToString());
                break;
            case BinaryValue b:
                writer.WriteBase64String("B"u8, b.Bytes);
                break;
            case BoolValue b:
                writer.WriteBoolean("BOOL"u8, b.Flag);
                break;
            case NullValue:
                writer.WriteBoolean("NULL"u8, true);
                break;
            case MapValue m:
                writer.WritePropertyName("M"u8);
                WriteMap(writer, m.Entries);
                break;
            case ListValue l:
                writer.WriteStartArray("L"u8);
                foreach (var item in l.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case SetValue set:
                writer.WriteStartArray(set.Type.ToString());
                foreach (var member in set.Members)
                    writer.WriteStringValue(member.ToString());
                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException("An invalid value reached the answer: it must be refused before it is stored");
        }
        writer.WriteEndObject();
    }

    public static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, AttributeValue> map)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }
        writer.WriteEndObject();
    }
}
