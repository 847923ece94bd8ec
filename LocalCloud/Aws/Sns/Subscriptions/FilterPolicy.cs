using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.EventBridge.Patterns;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Subscriptions;

/// <summary>
/// Which messages a subscription takes: docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html.
/// It is the pattern language of EventBridge, asked of the message's attributes or of its body.
/// </summary>
internal sealed class FilterPolicy
{
    private const int MaxKeys = 5,
        MaxCombinations = 150,
        MaxBytes = 256 * 1024;

    private readonly RuleIndex _index;

    private FilterPolicy(EventPattern pattern, bool onBody) => (_index, OnBody) = (new([pattern]), onBody);

    public bool OnBody { get; }

    public static FilterPolicy? Of(SubscriptionRow row) =>
        row.Attributes.GetValueOrDefault("FilterPolicy") is { Length: > 0 } json && EventPattern.TryCompile(json, out var pattern, out _)
            ? new(pattern, row.Attributes.GetValueOrDefault("FilterPolicyScope") == "MessageBody")
            : null;

    /// <summary>What is wrong with a policy, as it stands behind "FilterPolicy: "; null when nothing is.</summary>
    public static string? Check(string json, bool onBody)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaxBytes)
            return "Filter policy is too large";
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return "failed to parse JSON.";
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return "failed to parse JSON.";
            if (!document.RootElement.EnumerateObject().Any())
                return null;
            if (!onBody && document.RootElement.EnumerateObject().Any(m => m.Value.ValueKind == JsonValueKind.Object))
                return "Filter policy scope MessageAttributes does not support nested filter policy";
            if (!EventPattern.TryCompile(json, out _, out var reason))
                return reason;
            if (Keys(document.RootElement).Distinct().Count() > MaxKeys)
                return "Filter policy can not have more than 5 keys";
            return Combinations(document.RootElement, onBody, 1) > MaxCombinations ? "Filter policy is too complex" : null;
        }
    }

    /// <param name="message">The attributes as JSON, or the body that the subscriber would get.</param>
    public bool Takes(ReadOnlyMemory<byte> message) => _index.Match(message).Count > 0;

    public string? WhyNot(ReadOnlyMemory<byte> message) => _index.WhyNot(0, message);

    /// <summary>The attributes as the fields that a policy knows them by. Binary ones cannot be matched.</summary>
    public static byte[] AttributesAsJson(Dictionary<string, MessageAttributeValue>? attributes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, attribute) in attributes ?? [])
                Write(json, name, attribute);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, MessageAttributeValue attribute)
    {
        if (attribute.StringValue is not { } text)
            return;
        if (attribute.DataType == "String.Array")
        {
            if (Array(text) is not { } array)
                return;
            json.WritePropertyName(name);
            array.WriteTo(json);
        }
        else if (attribute.Kind == "Number" && IsJsonNumber(text))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
        // Other spellings of a number ("+5", ".5", "05") are the same number.
        else if (attribute.Kind == "Number" && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, text);
    }

    private static JsonElement? Array(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsJsonNumber(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // "For a nested policy, only parent keys are counted."
    private static IEnumerable<string> Keys(JsonElement policy) =>
        policy.EnumerateObject().SelectMany(member => IsOr(member) ? member.Value.EnumerateArray().SelectMany(Keys) : [member.Name]);

    // The values of each key multiply; on the body each counts as often as its key is deep. The branches of "$or" add up.
    private static double Combinations(JsonElement policy, bool onBody, int depth)
    {
        var product = 1d;
        foreach (var member in policy.EnumerateObject())
            product *= member.Value.ValueKind switch
            {
                _ when IsOr(member) => member.Value.EnumerateArray().Sum(branch => Combinations(branch, onBody, depth)),
                JsonValueKind.Object => Combinations(member.Value, onBody, depth + 1),
                _ => member.Value.GetArrayLength() * (onBody ? depth : 1),
            };
        return product;
    }

    private static bool IsOr(JsonProperty member) =>
        member.Name == "$or"
        && member.Value.ValueKind == JsonValueKind.Array
        && member.Value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object);
}
