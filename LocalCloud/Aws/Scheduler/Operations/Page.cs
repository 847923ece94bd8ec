using System.Text;

namespace LocalCloud.Aws.Scheduler.Operations;

/// <summary>A part of a sorted list: the token names the last item that was given out.</summary>
internal static class Page
{
    public static Result<(List<T> Items, string? NextToken)> Of<T>(IEnumerable<T> sorted, Func<T, string> name, string? token, int? limit)
    {
        if (token is not null)
        {
            var buffer = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, buffer, out var length))
                return Errors.Invalid("Invalid NextToken provided.");
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            sorted = sorted.SkipWhile(item => string.CompareOrdinal(name(item), last) <= 0);
        }
        var count = limit ?? 100;
        var items = sorted.Take(count + 1).ToList();
        if (items.Count <= count)
            return (items, null);
        items.RemoveAt(count);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(name(items[^1]))));
    }
}
