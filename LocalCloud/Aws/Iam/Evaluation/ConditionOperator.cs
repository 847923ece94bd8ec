using System.Globalization;
using System.Net;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>A comparison of what a policy says with what a request has; a negative one asks that it does not hold.</summary>
internal sealed record ConditionOperator(Func<string, string, RequestKeys?, bool> Fits, bool IsNegative = false)
{
    private static readonly ConditionOperator Null = new((_, _, _) => false);

    private static readonly Dictionary<string, ConditionOperator> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = new(Same(StringComparison.Ordinal)),
        ["StringNotEquals"] = new(Same(StringComparison.Ordinal), true),
        ["StringEqualsIgnoreCase"] = new(Same(StringComparison.OrdinalIgnoreCase)),
        ["StringNotEqualsIgnoreCase"] = new(Same(StringComparison.OrdinalIgnoreCase), true),
        ["StringLike"] = new(Like),
        ["StringNotLike"] = new(Like, true),
        ["NumericEquals"] = new(Number((given, expected) => given == expected)),
        ["NumericNotEquals"] = new(Number((given, expected) => given == expected), true),
        ["NumericLessThan"] = new(Number((given, expected) => given < expected)),
        ["NumericLessThanEquals"] = new(Number((given, expected) => given <= expected)),
        ["NumericGreaterThan"] = new(Number((given, expected) => given > expected)),
        ["NumericGreaterThanEquals"] = new(Number((given, expected) => given >= expected)),
        ["DateEquals"] = new(Date((given, expected) => given == expected)),
        ["DateNotEquals"] = new(Date((given, expected) => given == expected), true),
        ["DateLessThan"] = new(Date((given, expected) => given < expected)),
        ["DateLessThanEquals"] = new(Date((given, expected) => given <= expected)),
        ["DateGreaterThan"] = new(Date((given, expected) => given > expected)),
        ["DateGreaterThanEquals"] = new(Date((given, expected) => given >= expected)),
        ["Bool"] = new(Same(StringComparison.OrdinalIgnoreCase)),
        ["BinaryEquals"] = new(Binary),
        ["IpAddress"] = new(Address),
        ["NotIpAddress"] = new(Address, true),
        ["ArnEquals"] = new(Arn),
        ["ArnNotEquals"] = new(Arn, true),
        ["ArnLike"] = new(Arn),
        ["ArnNotLike"] = new(Arn, true),
        ["Null"] = Null,
    };

    public bool IsNull => ReferenceEquals(this, Null);

    public static ConditionOperator? Find(string name) => All.GetValueOrDefault(name);

    private static Func<string, string, RequestKeys?, bool> Same(StringComparison comparison) =>
        (expected, given, variables) => PolicyPattern.Equal(expected, given, variables, comparison);

    private static bool Like(string expected, string given, RequestKeys? variables) => PolicyPattern.Matches(expected, given, variables);

    private static Func<string, string, RequestKeys?, bool> Number(Func<decimal, decimal, bool> compare) =>
        (expected, given, _) =>
            decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            && decimal.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && compare(left, right);

    private static Func<string, string, RequestKeys?, bool> Date(Func<DateTimeOffset, DateTimeOffset, bool> compare) =>
        (expected, given, _) => Time(expected) is { } right && Time(given) is { } left && compare(left, right);

    // ISO 8601, or seconds since 1970
    private static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && text.Length > 4
            ? Math.Abs(seconds) < 100_000_000_000
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
            : DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
                ? time
                : null;

    private static bool Binary(string expected, string given, RequestKeys? variables) =>
        Bytes(expected) is { } right && Bytes(given) is { } left && left.AsSpan().SequenceEqual(right);

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static bool Address(string expected, string given, RequestKeys? variables)
    {
        if (!IPAddress.TryParse(given, out var address))
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.TryParse(expected, out var one)
            ? one.Equals(address)
            : Network(expected) is { } network && network.Contains(address);
    }

    // The address of a policy's range may have more bits than its prefix: 203.0.113.5/24 is 203.0.113.0/24
    private static IPNetwork? Network(string text)
    {
        if (
            text.Split('/') is not [var first, var length]
            || !IPAddress.TryParse(first, out var address)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        )
            return null;
        var bytes = address.GetAddressBytes();
        if (bits > bytes.Length * 8)
            return null;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (bits - i * 8), 0, 8));
        return new(new IPAddress(bytes), bits);
    }

    // Each of the six parts by itself: a wildcard of one does not reach into the next
    private static bool Arn(string expected, string given, RequestKeys? variables)
    {
        if (expected == "*")
            return true;
        var (parts, pattern) = (given.Split(':', 6), Parts(expected));
        return parts.Length == 6
            && pattern.Count == 6
            && parts.Zip(pattern).All(part => PolicyPattern.Matches(part.Second, part.First, variables));
    }

    // A variable's name has colons of its own
    private static List<string> Parts(string arn)
    {
        var parts = new List<string>();
        var (begin, depth) = (0, 0);
        for (var i = 0; i < arn.Length && parts.Count < 5; i++)
            switch (arn[i])
            {
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
                case ':' when depth <= 0:
                    parts.Add(arn[begin..i]);
                    begin = i + 1;
                    break;
            }
        parts.Add(arn[begin..]);
        return parts;
    }
}
