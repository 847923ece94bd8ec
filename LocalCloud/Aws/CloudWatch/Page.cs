using System.Text;

namespace LocalCloud.Aws.CloudWatch;

/// <summary>A part of an ordered list: the token names the last item that was given out.</summary>
internal static class Page
{
    public static Result<(List<T> Items, string? NextToken)> Of<T>(IEnumerable<T> ordered, Func<T, string> key, string? token, int size)
    {
        if (token is not null)
        {
            var buffer = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, buffer, out var length))
                return Errors.InvalidToken;
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            ordered = ordered.SkipWhile(item => string.CompareOrdinal(key(item), last) <= 0);
        }
        var items = ordered.Take(size + 1).ToList();
        if (items.Count <= size)
            return (items, null);
        items.RemoveAt(size);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1]))));
    }
}
