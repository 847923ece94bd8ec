using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Wire;

/// <summary>The JSON protocols: bodies in and out, and the errors of a body that does not fit the operation.</summary>
internal static class AwsJson
{
    public static Result<object> Read(RecordOperation operation, ReadOnlySpan<byte> body)
    {
        try
        {
            if (body.IndexOf("null"u8) >= 0 && HasNullElement(body))
                return Serialization("NULL_VALUE cannot be an element of a list");
            return Result<object>.Of(
                JsonSerializer.Deserialize(body.Length == 0 ? "{}"u8 : body, operation.Request) ?? throw new JsonException()
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return Explain(operation, body);
        }
    }

    public static byte[] Failure(Service? service, AwsError error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("__type", (error.Namespace ?? service?.ErrorNamespace) is { } space ? $"{space}#{error.Code}" : error.Code);
            json.WriteString(service?.MessageMember(error) ?? "message", error.Message);
            if (error.Members is { } members)
                foreach (var member in members.EnumerateObject())
                    member.WriteTo(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    // Lists of AWS's models are not sparse; a null among their elements would reach handlers that rely on it.
    private static bool HasNullElement(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var inList = new Stack<bool>();
        while (json.Read())
            switch (json.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    inList.Push(json.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    inList.Pop();
                    break;
                case JsonTokenType.Null when inList.TryPeek(out var list) && list:
                    return true;
            }
        return false;
    }

    // Only after a failure, and so free to be slow: which member is it?
    private static AwsError Explain(RecordOperation operation, ReadOnlySpan<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.ToArray());
            return Mismatch(document.RootElement, operation.Request, operation.Name) ?? Serialization("The request could not be read.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Serialization("The request body is not valid JSON.");
        }
    }

    private static AwsError? Mismatch(JsonElement value, JsonTypeInfo type, string path)
    {
        var expected = type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => JsonValueKind.Object,
            JsonTypeInfoKind.Enumerable => JsonValueKind.Array,
            _ => JsonValueKind.Undefined,
        };
        if (value.ValueKind is JsonValueKind.Null)
            return null;
        // Declared, and not understood.
        if (type.Type == typeof(object))
            return AwsError.NotSupported(path[..path.LastIndexOf('.')], path[(path.LastIndexOf('.') + 1)..]);
        if (expected is JsonValueKind.Undefined)
            return Misfit(value, type, path) is { } misfit ? Serialization(misfit) : null;
        if (value.ValueKind != expected)
            return Serialization(
                value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                    ? $"Start of structure or map found where not expected ({path})"
                    : $"Unexpected field type ({path})"
            );
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (type.Properties.FirstOrDefault(p => p.Name == property.Name) is not { } member)
                        return AwsError.NotSupported(path, property.Name);
                    if (Mismatch(property.Value, type.Options.GetTypeInfo(member.PropertyType), $"{path}.{property.Name}") is { } error)
                        return error;
                }
                return null;
            case JsonTypeInfoKind.Dictionary:
                return value
                    .EnumerateObject()
                    .Select(p => Mismatch(p.Value, type.Options.GetTypeInfo(type.ElementType!), $"{path}.{p.Name}"))
                    .FirstOrDefault(e => e is not null);
            default:
                return value
                    .EnumerateArray()
                    .Select(e => Mismatch(e, type.Options.GetTypeInfo(type.ElementType!), path))
                    .FirstOrDefault(e => e is not null);
        }
    }

    private static string? Misfit(JsonElement value, JsonTypeInfo type, string path)
    {
        try
        {
            value.Deserialize(type);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A service's own converter says in the service's words what does not fit.
            return e is JsonException && type.Type.Assembly == typeof(AwsJson).Assembly
                ? e.Message
                : $"{Name(value)} cannot be converted to {Name(type)} ({path})";
        }
    }

    private static string Name(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "STRING_VALUE",
            JsonValueKind.Number => "NUMBER_VALUE",
            JsonValueKind.True => "TRUE_VALUE",
            JsonValueKind.False => "FALSE_VALUE",
            _ => "Start of structure or map",
        };

    private static string Name(JsonTypeInfo type) =>
        (Nullable.GetUnderlyingType(type.Type) ?? type.Type).Name switch
        {
            nameof(Utf8Text) => "String",
            "Int32" => "Integer",
            "Int64" => "Long",
            "DateTimeOffset" => "Timestamp",
            "Byte[]" => "Blob",
            var name => name,
        };

    public static AwsError Serialization(string message) =>
        new("SerializationException", message) { Namespace = "com.amazon.coral.service" };
}
