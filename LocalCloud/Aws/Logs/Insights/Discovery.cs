using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>
/// Fields that are found in messages: members of JSON by their paths, and of Lambda's own lines what they tell (docs:
/// CWL_AnalyzeLogData-discoverable-fields).
/// </summary>
internal static partial class Discovery
{
    private const int MostFields = 200;

    public static void Into(Dictionary<string, object?> fields, string group, string message)
    {
        if (group.StartsWith("/aws/lambda/", StringComparison.Ordinal))
            Lambda(fields, message);
        var from = message.IndexOf('{', StringComparison.Ordinal);
        if (from < 0)
            return;
        try
        {
            using var document = JsonDocument.Parse(message.AsMemory(from).TrimEnd());
            var most = fields.Count + MostFields;
            Members(fields, "", document.RootElement, most);
        }
        catch (JsonException)
        {
            // No JSON, and no fields
        }
    }

    private static void Members(Dictionary<string, object?> fields, string path, JsonElement value, int most)
    {
        if (fields.Count >= most)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Members(fields, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, most);
                break;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in value.EnumerateArray())
                    Members(fields, $"{path}.{(i++).ToString(CultureInfo.InvariantCulture)}", item, most);
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Number:
                fields.TryAdd(path, value.GetDouble());
                break;
            case JsonValueKind.String:
                fields.TryAdd(path, value.GetString());
                break;
            default:
                fields.TryAdd(path, value.GetBoolean());
                break;
        }
    }

    private static void Lambda(Dictionary<string, object?> fields, string message)
    {
        var match = LambdaLine().Match(message);
        if (!match.Success)
            return;
        (fields["@type"], fields["@requestId"]) = (match.Groups["type"].Value, match.Groups["id"].Value);
        foreach (Match measure in Measures().Matches(message))
        {
            var number = double.Parse(measure.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            switch (measure.Groups["name"].Value)
            {
                case "Duration":
                    fields["@duration"] = number;
                    break;
                case "Billed Duration":
                    fields["@billedDuration"] = number;
                    break;
                case "Init Duration":
                    fields["@initDuration"] = number;
                    break;
                // In bytes, of a million to the megabyte (docs: CWL_QuerySyntax-examples divide by 1000 twice)
                case "Memory Size":
                    fields["@memorySize"] = number * 1_000_000;
                    break;
                case "Max Memory Used":
                    fields["@maxMemoryUsed"] = number * 1_000_000;
                    break;
            }
        }
    }

    [GeneratedRegex(@"^(?<type>START|END|REPORT) RequestId: (?<id>[0-9a-f-]{36})")]
    private static partial Regex LambdaLine();

    [GeneratedRegex(@"(?<name>Duration|Billed Duration|Init Duration|Memory Size|Max Memory Used): (?<number>\d+(\.\d+)?) (ms|MB)")]
    private static partial Regex Measures();
}
