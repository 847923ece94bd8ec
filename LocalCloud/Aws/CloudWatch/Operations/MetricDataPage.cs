using System.Globalization;

namespace LocalCloud.Aws.CloudWatch.Operations;

/// <summary>So many data points at a time: the token is how many came before. What goes on on the next page is partial.</summary>
internal static class MetricDataPage
{
    public static Result<GetMetricDataResponse> Of(List<MetricDataResult> results, string? token, int most)
    {
        var begin = 0;
        if (token is not null && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out begin))
            return Errors.InvalidToken;
        var total = results.Sum(result => result.Values.Count);
        var end = (int)Math.Min(total, (long)begin + most);
        var (page, before) = (new List<MetricDataResult>(), 0);
        foreach (var result in results)
        {
            var count = result.Values.Count;
            var (from, to) = (Math.Clamp(begin - before, 0, count), Math.Clamp(end - before, 0, count));
            // One without values stands where it would be with them
            if (to > from || (count == 0 && before >= begin && (before < end || end == total)))
                page.Add(
                    result with
                    {
                        Timestamps = result.Timestamps.GetRange(from, to - from),
                        Values = result.Values.GetRange(from, to - from),
                        StatusCode = to < count ? "PartialData" : "Complete",
                    }
                );
            before += count;
        }
        return new GetMetricDataResponse(page, end < total ? end.ToString(CultureInfo.InvariantCulture) : null, []);
    }
}
