namespace LocalCloud.Aws.DynamoDb.Values;

/// <summary>
/// DynamoDB orders strings by their UTF-8 bytes. UTF-16 order differs: surrogates (above U+FFFF) sort below U+E000 to U+FFFF there.
/// </summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        var (a, b) = (left[common], right[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b)
            : char.IsSurrogate(a) ? (b >= 0xE000 ? 1 : a.CompareTo(b))
            : a >= 0xE000 ? -1
            : a.CompareTo(b);
    }
}
