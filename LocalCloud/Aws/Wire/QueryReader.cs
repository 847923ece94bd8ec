using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Wire;

/// <summary>Reads the parameters of a query request into the operation's request type, led by that type's members.</summary>
internal static class QueryReader
{
    // Parameters of the protocol and of the signature, which are no members of a request.
    private static readonly HashSet<string> Envelope =
    [
        "Action",
        "Version",
        "AWSAccessKeyId",
        "SignatureVersion",
        "SignatureMethod",
        "Signature",
        "Timestamp",
        "Expires",
        "SecurityToken",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature",
        "X-Amz-Security-Token",
    ];

    public static Result<object> Read(RecordOperation operation, FormTree form)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            if (Members(writer, form, operation.Request, operation.Name, top: true) is { } error)
                return error;
        return AwsJson.Read(operation, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static AwsError? Members(Utf8JsonWriter writer, FormTree form, JsonTypeInfo type, string path, bool top = false)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var member in type.Properties)
        {
            var name = Name(member)?.Name;
            var node = name is null ? null : form[name];
            known.Add(node is null ? member.Name : name!);
            node ??= form[member.Name];
            if (node is null)
                continue;
            // Filters.Filter.1 of services that name the elements of their lists
            if (name is not null && node.Text is null && node[name] is { } elements)
                node = elements;
            writer.WritePropertyName(member.Name);
            if (Value(writer, node, type.Options.GetTypeInfo(member.PropertyType), $"{path}.{member.Name}") is { } error)
                return error;
        }
        writer.WriteEndObject();
        foreach (var name in form.Children.Keys)
            if (!known.Contains(name) && !(top && Envelope.Contains(name)))
                return AwsError.NotSupported(path, name);
        return null;
    }

    private static AwsError? Value(Utf8JsonWriter writer, FormTree node, JsonTypeInfo type, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                return Members(writer, node, type, path);
            case JsonTypeInfoKind.Enumerable:
                writer.WriteStartArray();
                foreach (var element in node.Elements)
                    if (Value(writer, element, type.Options.GetTypeInfo(type.ElementType!), path) is { } error)
                        return error;
                writer.WriteEndArray();
                return null;
            case JsonTypeInfoKind.Dictionary:
                writer.WriteStartObject();
                foreach (var entry in node.Elements)
                {
                    if ((entry.TextOf("Name") ?? entry.TextOf("key") ?? entry.TextOf("Key")) is not { } key)
                        return Malformed(path, "a map entry without a name");
                    writer.WritePropertyName(key);
                    var value = entry["Value"] ?? entry["value"] ?? new FormTree();
                    if (Value(writer, value, type.Options.GetTypeInfo(type.ElementType!), path) is { } error)
                        return error;
                }
                writer.WriteEndObject();
                return null;
            default:
                return ScalarText.Write(writer, node.Text ?? "", type.Type) is { } misfit
                    ? Malformed(path, $"'{node.Text}', which is {misfit}")
                    : null;
        }
    }

    internal static QueryNameAttribute? Name(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(QueryNameAttribute), false) is [QueryNameAttribute name] ? name : null;

    private static AwsError Malformed(string path, string what) =>
        new("MalformedInput", $"{path} is {what}.") { QueryCode = "MalformedQueryString" };
}
