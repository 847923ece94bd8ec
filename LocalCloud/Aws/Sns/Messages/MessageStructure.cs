using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>MessageStructure=json: one text per protocol, and a default. Members that are no text are as if they were not there.</summary>
internal static class MessageStructure
{
    public static AwsError? Check(string? structure, string message)
    {
        if (structure is null)
            return null;
        if (structure != "json")
            return SnsErrors.Invalid("MessageStructure");
        if (Json.Object(message) is not { } texts)
            return SnsErrors.Invalid("Message Structure - JSON message body failed to parse");
        return Text(texts, "default") is null ? SnsErrors.Invalid("Message Structure - No default entry in JSON message body") : null;
    }

    public static string TextFor(string message, string protocol)
    {
        var texts = Json.Object(message)!;
        return Text(texts, protocol) ?? Text(texts, "default")!;
    }

    private static string? Text(JsonObject texts, string protocol) =>
        texts[protocol] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
