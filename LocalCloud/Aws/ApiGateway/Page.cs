using System.Globalization;
using System.Text;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>What every Get...s operation takes beside its path.</summary>
internal interface IPageRequest
{
    string? MaxResults { get; }

    string? NextToken { get; }
}

/// <summary>A part of a sorted list: the token names the last item that was given out.</summary>
internal sealed record Page<T>
{
    public List<T> Items { get; init; } = [];
    public string? NextToken { get; init; }
}

internal static class Page
{
    public static Result<Page<T>> Of<T>(IEnumerable<KeyValuePair<string, T>> sorted, IPageRequest request)
    {
        var count = int.MaxValue - 1;
        if (request.MaxResults is { } max && (!int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0))
            return Errors.BadRequest("Invalid value for maxResults");
        if (request.NextToken is { } token)
        {
            var buffer = new byte[token.Length];
            if (!Convert.TryFromBase64String(token, buffer, out var length))
                return Errors.BadRequest("Invalid NextToken");
            var last = Encoding.UTF8.GetString(buffer, 0, length);
            sorted = sorted.SkipWhile(item => string.CompareOrdinal(item.Key, last) <= 0);
        }
        var items = sorted.Take(count + 1).ToList();
        if (items.Count <= count)
            return new Page<T> { Items = [.. items.Select(i => i.Value)] };
        return new Page<T>
        {
            Items = [.. items.Take(count).Select(i => i.Value)],
            NextToken = Convert.ToBase64String(Encoding.UTF8.GetBytes(items[count - 1].Key)),
        };
    }
}
