using System.Text;

namespace LocalCloud.Aws.Sqs;

/// <summary>Pages of queue URLs, by name; the token is the last name of the page before.</summary>
internal static class QueueUrls
{
    public const int MaxResults = 1000;

    public static Result<(List<string> Urls, string? Next)> Page(
        SqsState state,
        Context context,
        IEnumerable<Queue> queues,
        int? maxResults,
        string? nextToken
    )
    {
        if (maxResults is < 1 or > MaxResults)
            return SqsErrors.InvalidParameter("MaxResults", maxResults, "MaxResults must be an integer between 1 and 1000.");
        var after = "";
        if (nextToken is { Length: > 0 })
        {
            var bytes = new byte[nextToken.Length];
            if (!Convert.TryFromBase64String(nextToken, bytes, out var length))
                return SqsErrors.InvalidParameter("NextToken", nextToken, "Invalid or expired next token.");
            after = Encoding.UTF8.GetString(bytes, 0, length);
        }
        var max = maxResults ?? MaxResults;
        var names = queues.Select(q => q.Name).Where(n => string.CompareOrdinal(n, after) > 0).Take(max + 1).ToList();
        // Without MaxResults AWS gives the first thousand and no token.
        var next = names.Count > max && maxResults is not null ? Convert.ToBase64String(Encoding.UTF8.GetBytes(names[max - 1])) : null;
        return (names.Take(max).Select(name => state.Url(name, context)).ToList(), next);
    }
}
