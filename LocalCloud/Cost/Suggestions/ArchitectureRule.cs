using LocalCloud.Cost.Report;

namespace LocalCloud.Cost.Suggestions;

/// <summary>arm64 costs a fifth less for a GB-second.</summary>
internal static class ArchitectureRule
{
    public static IEnumerable<Suggestion> Of(SuggestionContext context) =>
        context.WellKnown.Where(f => !f.Measured.Facts.Arm).Select(f => Of(context, f)).OfType<Suggestion>();

    private static Suggestion? Of(SuggestionContext context, FunctionRow function)
    {
        var (prices, month, facts) = (context.Prices.Lambda, function.Month, function.Measured.Facts);
        var saving =
            (month.OnDemandGigabyteSeconds * (prices.Duration(false) - prices.Duration(true)))
            + (month.ProvisionedGigabyteSeconds * (prices.ProvisionedDuration(false) - prices.ProvisionedDuration(true)))
            + (month.Provisioned * (1 - (prices.ProvisionedConcurrency(true) / prices.ProvisionedConcurrency(false))));
        return saving < SuggestionContext.WorthIt
            ? null
            : new(
                facts.Name,
                "architecture",
                "arm64 (`serverless publish --architecture arm64`), when its native libraries exist for it",
                $"{Form.Count(month.OnDemandGigabyteSeconds + month.ProvisionedGigabyteSeconds)} GB-seconds a month at a price that is "
                    + $"{Form.Percent(1 - (prices.Duration(true) / prices.Duration(false)))} lower; the saving is that at the same "
                    + "duration",
                saving
            );
    }
}
