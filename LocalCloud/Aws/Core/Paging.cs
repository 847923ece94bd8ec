using System.Globalization;
using System.Text;

namespace LocalCloud.Aws;

/// <summary>
/// Parts of a list; null for a token that is none of ours. How large a part is, and what a wrong token is answered with, is each service's.
/// </summary>
internal static class Paging
{
    /// <summary>Of a list sorted by its keys: the token names the last item that was given out.</summary>
    public static (List<T> Items, string? NextToken)? ByKey<T>(IEnumerable<T> sorted, Func<T, string> key, string? token, int size)
    {
        if (token is not null)
        {
            var buffer = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, buffer, out var length))
                return null;
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            sorted = sorted.SkipWhile(item => string.CompareOrdinal(key(item), last) <= 0);
        }
        var items = sorted.Take(size + 1).ToList();
        if (items.Count <= size)
            return (items, null);
        items.RemoveAt(size);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1]))));
    }

    /// <summary>The token is the number of items before.</summary>
    public static (List<T> Items, string? NextToken)? ByOffset<T>(IEnumerable<T> items, string? token, int size)
    {
        var from = 0;
        if (token is not null && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return null;
        var rest = items.Skip(from).Take(size + 1).ToList();
        return rest.Count <= size ? (rest, null) : (rest[..size], (from + size).ToString(CultureInfo.InvariantCulture));
    }
}
