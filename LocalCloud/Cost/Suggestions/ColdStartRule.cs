using LocalCloud.Cost.Report;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>Cold starts that a smaller or precompiled package would cut.</summary>
internal static class ColdStartRule
{
    // Of all invocations; milliseconds
    private const decimal Many = 0.005m;
    private const double Slow = 500;

    public static IEnumerable<Suggestion> Of(SuggestionContext context) =>
        context.WellKnown.Select(f => Of(context, f)).OfType<Suggestion>();

    private static Suggestion? Of(SuggestionContext context, FunctionRow function)
    {
        var (measured, facts) = (function.Measured, function.Measured.Facts);
        var share = (decimal)measured.ColdStarts / measured.Reports.Count;
        if (measured.ColdStarts < SuggestionContext.EnoughColdStarts || share < Many)
            return null;
        if (measured.Init is not { P50: >= Slow } init || Advice(measured.Build) is not { } advice)
            return null;
        var each = LambdaCost.GigabyteSeconds(facts.MemoryMb, (decimal)init.Average) * context.Prices.Lambda.Duration(facts.Arm);
        var billed = function.Month.Invocations * share * each;
        return new(
            facts.Name,
            "cold start",
            advice,
            $"{measured.ColdStarts} of {Form.Count(measured.Reports.Count)} invocations ({Form.Percent(share)}) waited "
                + $"{Form.Ms(init.P50)} in the median for the init, {Form.Ms(init.P99)} at the 99th percentile; "
                + $"init is billed since August 2025: {Form.Dollars(billed)} a month of it",
            null
        );
    }

    // What it is already is not advised
    private static string? Advice(string? build)
    {
        const string Where = "`serverless coldstart` tells where the init goes";
        if (build is null)
            return $"ReadyToRun, trimming or native AOT, whichever it is not yet; {Where}";
        if (build.Contains("AOT", StringComparison.OrdinalIgnoreCase))
            return null;
        var trimming = build.Contains("trimmed", StringComparison.OrdinalIgnoreCase) ? "" : "trimming or ";
        return $"{trimming}native AOT (it is {build}; EF Core cannot be AOT); {Where}";
    }
}
