using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>Logs that are never deleted.</summary>
internal static class RetentionRule
{
    public static IEnumerable<Suggestion> Of(SuggestionContext context)
    {
        var groups = context
            .Functions.Where(f => f.Measured is { HasLogGroup: true, RetentionDays: null, Invocations: > 0 })
            .Select(f => f.Measured.Facts.LogGroup)
            .Distinct()
            .ToList();
        if (groups.Count == 0)
            yield break;
        var gigabytes = context.Usage.Services.Where(s => s.Price == Price.LogGigabyte).Sum(s => s.Quantity) * context.Scale;
        var growth =
            gigabytes == 0 || !context.Prices.Has(Price.LogStorage)
                ? ""
                : $"; the stack logs {Form.Count(gigabytes)} GB a month, and each GB costs "
                    + $"{Form.Dollars(context.Prices[Price.LogStorage])} "
                    + "a month from then on, before compression";
        yield return new(
            groups.Count == 1 ? groups[0] : $"{groups.Count} log groups",
            "logs",
            "a retention, such as 30 days: log groups in the template with RetentionInDays",
            $"{string.Join(", ", groups)} {(groups.Count == 1 ? "keeps" : "keep")} everything for ever{growth}",
            null
        );
    }
}
