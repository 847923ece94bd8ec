namespace LocalCloud.Aws.S3.Objects;

/// <summary>A page of keys, those that share a prefix up to the delimiter rolled up to that prefix.</summary>
/// <param name="Last">The last key or prefix of the page: where the next page goes on.</param>
internal sealed record Listing<T>(
    IReadOnlyList<KeyValuePair<string, T>> Entries,
    IReadOnlyList<string> CommonPrefixes,
    bool IsTruncated,
    string? Last
)
    where T : class
{
    // Greater than every key with the prefix before it: U+10FFFF is the last code point, and no character at all
    private const string AfterAll = "\U0010FFFF\U0010FFFF";

    /// <param name="after">Keys up to and with this one have been seen; when it is a common prefix, so have all keys under it.</param>
    public static Listing<T> Of(OrderedKeys<T> keys, string prefix, string delimiter, string after, int limit) =>
        Of(keys.From, prefix, delimiter, after, limit, entry => after.Length > 0 && KeyOrder.Instance.Compare(entry.Key, after) <= 0);

    /// <param name="keysFrom">The entries in order, from the first whose key is not less than the given one; a key may come several
    /// times.</param>
    /// <param name="isSeen">Was on an earlier page.</param>
    public static Listing<T> Of(
        Func<string, IEnumerable<KeyValuePair<string, T>>> keysFrom,
        string prefix,
        string delimiter,
        string after,
        int limit,
        Func<KeyValuePair<string, T>, bool> isSeen
    )
    {
        var entries = new List<KeyValuePair<string, T>>();
        var prefixes = new List<string>();
        string? last = null;
        var from = KeyOrder.Instance.Compare(after, prefix) > 0 ? after : prefix;
        while (limit > 0)
        {
            string? beyond = null;
            foreach (var entry in keysFrom(from))
            {
                if (!entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                    break;
                if (isSeen(entry))
                    continue;
                if (RolledUp(entry.Key, prefix, delimiter) is { } common)
                {
                    if (common != after)
                    {
                        if (entries.Count + prefixes.Count == limit)
                            return new(entries, prefixes, true, last);
                        prefixes.Add(last = common);
                    }
                    beyond = common + AfterAll;
                    break;
                }
                if (entries.Count + prefixes.Count == limit)
                    return new(entries, prefixes, true, last);
                entries.Add(entry);
                last = entry.Key;
            }
            if (beyond is null)
                break;
            from = beyond;
        }
        return new(entries, prefixes, false, last);
    }

    private static string? RolledUp(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0)
            return null;
        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }
}
