using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>A policy as it is evaluated.</summary>
/// <param name="HasVariables">${...} is a variable since version 2012-10-17, before it is text</param>
internal sealed record AccessPolicy(bool HasVariables, IReadOnlyList<AccessStatement> Statements)
{
    private static readonly AccessPolicy Empty = new(false, []);

    // Parsed once for as long as somebody has the text
    private static readonly ConditionalWeakTable<string, AccessPolicy> Parsed = [];

    /// <summary>Its name, for those who want to know which policy it was.</summary>
    public string? Source { get; init; }

    /// <summary>A text that is no policy allows nothing and denies nothing.</summary>
    public static AccessPolicy Of(string text) => Parsed.GetValue(text, static text =>
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return Of(document.RootElement);
            }
            catch (JsonException)
            {
                return Empty;
            }
        });

    public static AccessPolicy Of(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("Statement", out var statements))
            return Empty;
        var version =
            document.TryGetProperty("Version", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        IEnumerable<JsonElement> all = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray() : [statements];
        return new(version == "2012-10-17", [.. all.Where(s => s.ValueKind == JsonValueKind.Object).Select(AccessStatement.Of)]);
    }

    public IEnumerable<AccessStatement> Applying(AccessRequest request) => Statements.Where(s => s.Applies(request, HasVariables));
}
