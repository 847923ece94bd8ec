using System.Text;

namespace LocalCloud.Aws.Sns;

/// <summary>SNS's lists come in pages of 100; the token names the last item that was given out.</summary>
internal static class Page
{
    private const int Size = 100;

    public static Result<(List<T> Items, string? NextToken)> Of<T>(IEnumerable<T> sorted, Func<T, string> key, string? token, int? max = null)
    {
        if (token is not null)
        {
            var buffer = new byte[token.Length];
            if (token.Length == 0 || !Convert.TryFromBase64String(token, buffer, out var length))
                return SnsErrors.Invalid("NextToken");
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            sorted = sorted.SkipWhile(item => string.CompareOrdinal(key(item), last) <= 0);
        }
        var size = max ?? Size;
        var items = sorted.Take(size + 1).ToList();
        if (items.Count <= size)
            return (items, null);
        items.RemoveAt(size);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1]))));
    }
}
