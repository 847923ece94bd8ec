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
            if (!root.TryGetProperty("expiration", out var text) || !DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiration))
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
            if (condition.ValueKind == JsonValueKind.Array && condition[0].GetString()!.Equals("content-length-range", StringComparison.OrdinalIgnoreCase))
            {
                policy = new(Number(condition[1]), Number(condition[2]));
                continue;
            }
            foreach (var (comparison, name, wanted) in Comparisons(condition))
            {
                named.Add(name);
                var value = name.Equals("bucket", StringComparison.OrdinalIgnoreCase) ? bucket : fields.GetValueOrDefault(name) ?? "";
                if (comparison == "starts-with" ? !value.StartsWith(wanted, StringComparison.Ordinal) : value != wanted)
                    return Refuse(Broken($"Policy Condition failed: [\"{comparison}\", \"${name}\", \"{wanted}\"]"), out error);
            }
        }
        var extra = fields.Keys.FirstOrDefault(name => !named.Contains(name) && !name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase));
        if (extra is not null)
            return Refuse(Broken($"Extra input fields: {extra.ToLowerInvariant()}"), out error);
        error = null;
        return policy;
    }

    private static IEnumerable<(string Comparison, string Name, string Wanted)> Comparisons(JsonElement condition) => condition.ValueKind == JsonValueKind.Object
        ? [.. condition.EnumerateObject().Select(member => ("eq", member.Name, member.Value.GetString() ?? ""))]
        : [(condition[0].GetString()!.ToLowerInvariant(), condition[1].GetString()!.TrimStart('$'), condition[2].GetString() ?? "")];

    private static long Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number ? number.GetInt64() : long.Parse(number.GetString()!, CultureInfo.InvariantCulture);

    private static S3Error Broken(string why) => S3Error.AccessDenied("Invalid according to Policy: " + why);

    private static PostPolicy? Refuse(S3Error with, out S3Error? error)
    {
        error = with;
        return null;
    }
}
