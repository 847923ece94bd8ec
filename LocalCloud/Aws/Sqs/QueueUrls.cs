namespace LocalCloud.Aws.Sqs;

/// <summary>Pages of queue URLs, by name; the token is the last name of the page before.</summary>
internal static class QueueUrls
{
    public const int MaxResults = 1000;

    private static readonly PageForm Pages = new(MaxResults, token =>
        SqsErrors.InvalidParameter("NextToken", token, "Invalid or expired next token.")
    )
    {
        EmptyIsNone = true,
    };

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
        if (!Pages.ByKey(queues.Select(q => q.Name), name => name, nextToken, maxResults).Ok(out var page, out var error))
            return error;
        // Without MaxResults AWS gives the first thousand and no token.
        return (page.Items.ConvertAll(name => state.Url(name, context)), maxResults is null ? null : page.NextToken);
    }
}
