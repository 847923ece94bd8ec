using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Forms;

/// <summary>
/// What the policy of an upload form allows: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html.
/// Its signature is not verified.
/// </summary>
/// <param name="Smallest">In bytes, as the largest: content-length-range.</param>
internal sealed record PostPolicy(long Smallest, long Largest)
{
    public static readonly PostPolicy None = new(0, long.MaxValue);

    private static readonly string[] NeedNoCondition = ["policy", "file", "x-amz-signature", "signature", "awsaccesskeyid"];

    public static PostPolicy? Of(IReadOnlyDictionary<string, string> fields, string bucket, DateTimeOffset now, out S3Error? error)
    {
        error = null;
        if (!fields.TryGetValue("policy", out var encoded))
            return None;
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(encoded));
            var root = document.RootElement;
            if (
                !root.TryGetProperty("expiration", out var text)
                || !DateTimeOffset.TryParse(
                    text.GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var expiration
                )
            )
                return Refuse(new("InvalidPolicyDocument", "Invalid Policy: Policy missing expiration.", 400), out error);
            if (expiration < now)
                return Refuse(Broken("Policy expired."), out error);
            if (!root.TryGetProperty("conditions", out var conditions) || conditions.ValueKind != JsonValueKind.Array)
                return Refuse(new("InvalidPolicyDocument", "Invalid Policy: Policy missing conditions.", 400), out error);
            return Check(conditions, fields, bucket, out error);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return Refuse(new("InvalidPolicyDocument", "Invalid Policy: Invalid JSON.", 400), out error);
        }
    }

    private static PostPolicy? Check(JsonElement conditions, IReadOnlyDictionary<string, string> fields, string bucket, out S3Error? error)
    {
        var policy = None;
        var named = new HashSet<string>(NeedNoCondition, StringComparer.OrdinalIgnoreCase);
        foreach (var condition in conditions.EnumerateArray())
        {
            if (RangeOf(condition) is { } range)
            {
                policy = range;
                continue;
            }
            if (Comparisons(condition) is not { } comparisons)
                return Refuse(new("InvalidPolicyDocument", $"Invalid Policy: Invalid Condition: {condition.GetRawText()}", 400), out error);
            foreach (var (comparison, name, wanted) in comparisons)
            {
                named.Add(name);
                var value = name.Equals("bucket", StringComparison.OrdinalIgnoreCase) ? bucket : fields.GetValueOrDefault(name) ?? "";
                if (comparison == "starts-with" ? !value.StartsWith(wanted, StringComparison.Ordinal) : value != wanted)
                    return Refuse(Broken($"Policy Condition failed: [\"{comparison}\", \"${name}\", \"{wanted}\"]"), out error);
            }
        }
        var extra = fields.Keys.FirstOrDefault(name =>
            !named.Contains(name) && !name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
        );
        if (extra is not null)
            return Refuse(Broken($"Extra input fields: {extra.ToLowerInvariant()}"), out error);
        error = null;
        return policy;
    }

    /// <summary>["content-length-range", 1, 10]; null for what is none.</summary>
    private static PostPolicy? RangeOf(JsonElement condition) =>
        Operator(condition) == "content-length-range" && Number(condition[1]) is { } least && Number(condition[2]) is { } most
            ? new(least, most)
            : null;

    /// <summary>["eq", "$key", "a"] or {"key": "a"}; null for what is neither.</summary>
    private static List<(string Comparison, string Name, string Wanted)>? Comparisons(JsonElement condition)
    {
        if (condition.ValueKind == JsonValueKind.Object)
            return condition.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String)
                ? [.. condition.EnumerateObject().Select(member => ("eq", member.Name, member.Value.GetString()!))]
                : null;
        return
            Operator(condition) is ("eq" or "starts-with") and var comparison
            && Text(condition[1]) is ['$', .. var name]
            && Text(condition[2]) is { } wanted
            ? [(comparison, name, wanted)]
            : null;
    }

    private static string? Operator(JsonElement condition) =>
        condition.ValueKind == JsonValueKind.Array && condition.GetArrayLength() == 3 ? Text(condition[0])?.ToLowerInvariant() : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement number) =>
        long.TryParse(
            number.ValueKind == JsonValueKind.Number ? number.GetRawText() : Text(number),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private static S3Error Broken(string why) => S3Error.AccessDenied("Invalid according to Policy: " + why);

    private static PostPolicy? Refuse(S3Error with, out S3Error? error)
    {
        error = with;
        return null;
    }
}
