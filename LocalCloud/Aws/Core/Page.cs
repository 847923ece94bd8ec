using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace LocalCloud.Aws;

/// <summary>A part of a list, and the token that the next one is asked for with; null with the last.</summary>
internal readonly record struct Page<T>(List<T> Items, string? NextToken);

/// <summary>How a service gives out its lists.</summary>
/// <param name="size">Items of a page when the caller does not say.</param>
/// <param name="invalid">The answer to a token that is none of the service's.</param>
internal sealed class PageForm(int size, Func<string, AwsError> invalid)
{
    public PageForm(int size, AwsError invalid)
        : this(size, _ => invalid) { }

    /// <summary>Of a list sorted by its keys, ordinally: the token names the last item that was given out, which may be gone.</summary>
    public Result<Page<T>> ByKey<T>(IEnumerable<T> sorted, Func<T, string> key, string? token, int? limit = null)
    {
        if (token is null)
            return Cut(sorted, key, limit);
        return TryDecode(token, out var last)
            ? Cut(sorted.SkipWhile(item => string.CompareOrdinal(key(item), last) <= 0), key, limit)
            : invalid(token);
    }

    /// <summary>Of a list in another order: it goes on behind the item that the token names, and ends when that is gone.</summary>
    public Result<Page<T>> ByItem<T>(IEnumerable<T> ordered, Func<T, string> key, string? token, int? limit = null)
    {
        if (token is null)
            return Cut(ordered, key, limit);
        return TryDecode(token, out var last) ? Cut(ordered.SkipWhile(item => key(item) != last).Skip(1), key, limit) : invalid(token);
    }

    /// <summary>The token is the number of items before.</summary>
    public Result<Page<T>> ByOffset<T>(IEnumerable<T> items, string? token, int? limit = null)
    {
        var from = 0;
        if (token is not null && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return invalid(token);
        var count = limit ?? size;
        var rest = items.Skip(from).Take(count + 1).ToList();
        return rest.Count <= count
            ? new Page<T>(rest, null)
            : new Page<T>(rest[..count], (from + count).ToString(CultureInfo.InvariantCulture));
    }

    private Page<T> Cut<T>(IEnumerable<T> items, Func<T, string> key, int? limit)
    {
        var count = limit ?? size;
        var page = items.Take(count + 1).ToList();
        if (page.Count <= count)
            return new(page, null);
        page.RemoveAt(count);
        return new(page, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(page[^1]))));
    }

    private static bool TryDecode(string token, [NotNullWhen(true)] out string? last)
    {
        var bytes = new byte[token.Length];
        var valid = Convert.TryFromBase64String(token, bytes, out var length);
        last = valid ? Encoding.UTF8.GetString(bytes, 0, length) : null;
        return valid;
    }
}
