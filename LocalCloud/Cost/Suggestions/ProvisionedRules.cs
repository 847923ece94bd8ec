using LocalCloud.Cost.Report;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>Provisioned concurrency that stands idle for more money than it saves, or that does not suffice.</summary>
internal static class ProvisionedRules
{
    private const decimal MuchSpill = 0.01m;

    public static IEnumerable<Suggestion> Of(SuggestionContext context) =>
        context.WellKnown.Where(f => f.Measured.Facts.ProvisionedEnvironments > 0).SelectMany(f => Of(context, f));

    private static IEnumerable<Suggestion> Of(SuggestionContext context, FunctionRow function)
    {
        var (measured, facts, counts) = (function.Measured, function.Measured.Facts, function.Measured.Counts);
        if (counts.Provisioned is not { } provisioned)
            yield break;
        if (counts.Spilled > provisioned * MuchSpill)
        {
            var more = Math.Max(facts.ProvisionedEnvironments + 1, counts.Concurrency);
            yield return new(
                facts.Name,
                "provisioned concurrency",
                $"{more} instead of {facts.ProvisionedEnvironments}",
                $"{Form.Count(counts.Spilled)} invocations found none free beside {Form.Count(provisioned)} that did; up to "
                    + $"{counts.Concurrency} ran at once",
                -LambdaCost.Provisioned(
                    context.Prices.Lambda,
                    facts.MemoryMb,
                    facts.Arm,
                    more - facts.ProvisionedEnvironments,
                    Price.HoursPerMonth * 3600
                )
            );
            yield break;
        }
        var prices = context.Prices.Lambda;
        var busy = function.Month.ProvisionedGigabyteSeconds;
        var kept = facts.ProvisionedEnvironments * facts.MemoryMb / 1024m * Price.HoursPerMonth * 3600;
        var saving = function.Month.Provisioned - (busy * (prices.Duration(facts.Arm) - prices.ProvisionedDuration(facts.Arm)));
        if (saving < SuggestionContext.WorthIt)
            yield break;
        yield return new(
            facts.Name,
            "provisioned concurrency",
            $"fewer than {facts.ProvisionedEnvironments}, at set hours only, or none",
            $"at this traffic its environments run {Form.Percent(busy / kept)} of the time; it is cheaper than on demand from "
                + $"{Form.Percent(LambdaCost.BreakEvenUtilization(prices, facts.Arm))} on. "
                + $"What it buys is starts without init{(measured.Init is { } init ? $" ({Form.Ms(init.P50)} in the median)" : "")}",
            saving
        );
    }
}
