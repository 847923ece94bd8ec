using System.Text;

namespace LocalCloud.Aws.Logs.Operations;

/// <summary>A part of an ordered list: the token names the last item that was given out.</summary>
internal static class Page
{
    public static Result<(List<T> Items, string? NextToken)> Of<T>(IEnumerable<T> ordered, Func<T, string> name, string? token, int? limit)
    {
        if (token is not null)
        {
            var buffer = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, buffer, out var length))
                return Errors.InvalidToken;
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            ordered = ordered.SkipWhile(item => name(item) != last).Skip(1);
        }
        var count = limit ?? 50;
        var items = ordered.Take(count + 1).ToList();
        if (items.Count <= count)
            return (items, null);
        items.RemoveAt(count);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(name(items[^1]))));
    }
}
