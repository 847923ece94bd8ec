using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>
/// A resource's policy as it was put, and which of its revisions it is. It is asked with --enforce-iam; else it is kept, and forbids
/// nothing.
/// </summary>
internal sealed record ResourcePolicy(string Policy, string RevisionId)
{
    // docs: rbac-considerations.html
    private const int MaxBytes = 20 * 1024;

    /// <summary>The same document again is the same revision. docs: API_PutResourcePolicy</summary>
    public static ResourcePolicy After(ResourcePolicy? before, string policy, DateTimeOffset now)
    {
        if (before?.Policy == policy)
            return before;
        var milliseconds = now.ToUnixTimeMilliseconds();
        if (
            before is not null
            && long.TryParse(before.RevisionId, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= milliseconds
        )
            milliseconds = last + 1;
        return new(policy, milliseconds.ToString(CultureInfo.InvariantCulture));
    }

    public static string? Fault(string policy)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(policy) > MaxBytes)
            return $"Resource-based policy size exceeds the limit of {MaxBytes} bytes";
        try
        {
            using var document = JsonDocument.Parse(policy);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? FaultOf(document.RootElement)
                : Invalid("This policy contains invalid Json");
        }
        catch (JsonException)
        {
            return Invalid("This policy contains invalid Json");
        }
    }

    private static string? FaultOf(JsonElement policy)
    {
        if (
            !policy.TryGetProperty("Statement", out var statements)
            || statements.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)
        )
            return Invalid("Missing required field Statement");
        foreach (var statement in statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToArray() : [statements])
        {
            if (statement.ValueKind != JsonValueKind.Object)
                return Invalid("A statement must be an object");
            if (
                !statement.TryGetProperty("Effect", out var effect)
                || effect.ValueKind != JsonValueKind.String
                || effect.GetString() is not ("Allow" or "Deny")
            )
                return Invalid("Missing required field Effect");
            foreach (
                var (name, opposite) in ((string, string)[])
                    [("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource")]
            )
            {
                if (!statement.TryGetProperty(name, out _) && !statement.TryGetProperty(opposite, out _))
                    return Invalid($"Missing required field {name}");
            }
        }
        return null;
    }

    private static string Invalid(string what) => $"Invalid policy document: {what}";
}
