using System.Globalization;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>What every Get...s operation takes beside its path.</summary>
internal interface IPageRequest
{
    string? MaxResults { get; }

    string? NextToken { get; }
}

internal static class Page
{
    private static readonly PageForm Form = new(int.MaxValue, Errors.BadRequest("Invalid NextToken")) { EmptyIsNone = true };

    public static Result<Page<T>> Of<T>(IEnumerable<KeyValuePair<string, T>> sorted, IPageRequest request)
    {
        var limit = (int?)null;
        if (request.MaxResults is { } max)
        {
            if (!int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
                return Errors.BadRequest("Invalid value for maxResults");
            limit = count;
        }
        return Form.ByKey(sorted, item => item.Key, request.NextToken, limit).Ok(out var page, out var error)
            ? new Page<T>([.. page.Items.Select(item => item.Value)], page.NextToken)
            : error;
    }
}
