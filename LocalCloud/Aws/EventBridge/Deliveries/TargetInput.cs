using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// What a target gets of an event: all of it, a constant (Input), a part (InputPath) or a template (InputTransformer):
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
/// </summary>
internal static class TargetInput
{
    public static bool TryMake(Delivery delivery, [NotNullWhen(true)] out byte[]? input, out DeliveryFailure? failure)
    {
        failure = null;
        input = delivery.Event;
        var target = delivery.Target;
        if (target.Input is { } constant)
        {
            input = Encoding.UTF8.GetBytes(constant);
            return true;
        }
        if (target.InputPath is null && target.InputTransformer is null)
            return true;
        using var document = JsonDocument.Parse(delivery.Event, EventJson.Reading);
        if (target.InputTransformer is { } transformer)
        {
            input = Transform(delivery, transformer, document.RootElement);
            return true;
        }
        if (JsonPath.Parse(target.InputPath!)?.Read(document.RootElement) is { } part)
        {
            input = Encoding.UTF8.GetBytes(part);
            return true;
        }
        failure = new DeliveryFailure("INVALID_JSON", $"The event has nothing at the input path {target.InputPath}.", Retriable: false);
        input = null;
        return false;
    }

    private static byte[] Transform(Delivery delivery, InputTransformer transformer, JsonElement root)
    {
        var text = InputTemplate.Fill(transformer.InputTemplate!, (name, quoted) =>
        {
            var value = Value(delivery, transformer, root, name);
            return quoted ? Quoted(value) : value ?? "null";
        });
        return Minify(text);
    }

    /// <summary>The JSON text of a variable; null when the event does not have it.</summary>
    private static string? Value(Delivery delivery, InputTransformer transformer, JsonElement root, string name) =>
        name switch
        {
            "aws.events.rule-arn" => Json(delivery.RuleArn),
            "aws.events.rule-name" => Json(delivery.Rule),
            "aws.events.event.ingestion-time" => Json(
                delivery.Received.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            ),
            "aws.events.event.json" => Encoding.UTF8.GetString(delivery.Event),
            "aws.events.event" => WithoutDetail(root),
            _ => transformer.InputPathsMap?.GetValueOrDefault(name) is { } path ? JsonPath.Parse(path)?.Read(root) : null,
        };

    // a string goes without its quotes into the text around it; of an object or array all quotes are left out, as AWS does
    private static string Quoted(string? value) =>
        value switch
        {
            null => "",
            ['"', .., '"'] => value[1..^1],
            ['{' or '[', ..] => value.Replace("\\\"", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal),
            _ => value,
        };

    private static string WithoutDetail(JsonElement root) =>
        Encoding.UTF8.GetString(
            EventJson.Write(json =>
            {
                json.WriteStartObject();
                foreach (var member in root.EnumerateObject())
                {
                    if (member.Name != "detail")
                        member.WriteTo(json);
                }
                json.WriteEndObject();
            })
        );

    private static string Json(string text) => Encoding.UTF8.GetString(EventJson.Write(json => json.WriteStringValue(text)));

    // "The JSON that is passed to the target is minified"; text that is not JSON (several lines of strings, say) stays as it is
    private static byte[] Minify(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, EventJson.Reading);
            return EventJson.Write(document.RootElement.WriteTo);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
