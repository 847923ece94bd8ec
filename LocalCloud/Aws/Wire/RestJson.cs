using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Wire;

/// <summary>REST-JSON requests as one JSON object, whatever part of the request a member came in.</summary>
internal static class RestJson
{
    public static Result<object> Read(RestMatch match, HttpRequest http, ReadOnlyMemory<byte> body)
    {
        var operation = match.Operation!;
        var rest = operation.Rest!;
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            var bound = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartObject();
            foreach (var (member, values) in Bound(match, http))
                if (bound.Add(member) && Write(writer, operation, member, values) is { } misfit)
                    return misfit;
            if (rest.Body is null && body.Length > 0 && !Copy(body, writer, bound))
                return AwsJson.Read(operation, body.Span) is { Error: { } error }
                    ? error
                    : AwsJson.Serialization("The request body has to be a JSON object.");
            writer.WriteEndObject();
        }
        if (!AwsJson.Read(operation, json.WrittenSpan).Ok(out var request, out var unreadable))
            return unreadable;
        return Result<object>.Of(rest.Body is null ? request : rest.Body(request, body.ToArray()));
    }

    private static IEnumerable<(string Member, IReadOnlyList<string?> Values)> Bound(RestMatch match, HttpRequest http)
    {
        foreach (var (member, value) in match.Path)
            yield return (member, [value]);
        foreach (var (name, member) in match.Operation!.Rest!.Route.Query)
            if (http.Query.TryGetValue(name, out var values))
                yield return (member, values);
        foreach (var (name, member) in match.Operation.Rest.Headers)
            if (http.Headers.TryGetValue(name, out var values))
                yield return (member, values);
    }

    private static AwsError? Write(Utf8JsonWriter writer, RecordOperation operation, string name, IReadOnlyList<string?> values)
    {
        if (operation.Request.Properties.FirstOrDefault(p => p.Name == name) is not { } member)
            throw new InvalidOperationException($"{operation.Name} binds {name}, which its request does not have.");
        writer.WritePropertyName(name);
        var type = operation.Request.Options.GetTypeInfo(member.PropertyType);
        if (type.Kind is not JsonTypeInfoKind.Enumerable)
            return Misfit(ScalarText.Write(writer, values[0] ?? "", type.Type), values[0]);
        writer.WriteStartArray();
        foreach (var value in values)
            if (Misfit(ScalarText.Write(writer, value ?? "", type.ElementType!), value) is { } error)
                return error;
        writer.WriteEndArray();
        return null;

        AwsError? Misfit(string? what, string? value) =>
            what is null ? null : AwsJson.Serialization($"{operation.Name}.{name} is '{value}', which is {what}.");
    }

    // A member that is bound elsewhere has no meaning in the body.
    private static bool Copy(ReadOnlyMemory<byte> body, Utf8JsonWriter writer, HashSet<string> bound)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return false;
            foreach (var member in document.RootElement.EnumerateObject())
                if (!bound.Contains(member.Name))
                    member.WriteTo(writer);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
