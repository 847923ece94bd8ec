using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Report;

namespace LocalCloud.Cost.Suggestions;

/// <summary>
/// More memory than is used, or less than is needed. What a size does to the duration can only be known by running it: where the window
/// holds two sizes they are compared, else the saving is what it would be at the same duration, and <c>serverless tune</c> measures it.
/// </summary>
internal static class MemoryRules
{
    private static readonly int[] Sizes = [128, 192, 256, 320, 384, 512, 768, 1024, 1536, 1769, 2048, 3008];

    // Milliseconds: who needs less has next to nothing to compute, who needs more waits for the processor where its share is small
    private const double Short = 100,
        Long = 3000;
    private const int LeastMb = 128,
        ShareOfLongMb = 1024;

    // The processor's share falls with the memory: not everything at once
    private const decimal Margin = 1.3m,
        Tight = 0.9m,
        Loose = 0.5m,
        Flat = 1.10m;

    public static IEnumerable<Suggestion> Of(SuggestionContext context) =>
        context.WellKnown.Select(f => Of(context, f)).OfType<Suggestion>();

    private static Suggestion? Of(SuggestionContext context, FunctionRow function)
    {
        var (measured, facts) = (function.Measured, function.Measured.Facts);
        if (measured.UsedMb >= facts.MemoryMb * Tight)
            return More(function, $"uses up to {measured.UsedMb} MB of {facts.MemoryMb} MB: at the limit Lambda kills the environment");
        if (measured.Duration!.Average > Long && facts.MemoryMb < ShareOfLongMb)
        {
            return More(
                function,
                $"takes {Form.Ms(measured.Duration.Average)} on average with {facts.MemoryMb} MB, which is "
                    + $"{Form.Percent(facts.MemoryMb / 1769m)} of a vCPU; "
                    + "where it computes, twice the memory takes half the time and costs the same"
            );
        }
        var size = Sizes.FirstOrDefault(s => s >= measured.UsedMb * Margin && s >= LeastMb);
        if (size == 0 || size >= facts.MemoryMb || measured.UsedMb > facts.MemoryMb * Loose)
            return null;
        if (FlatCurve(measured) is { } curve)
            return Less(context, function, size, curve);
        return measured.Duration.Average >= Short
            ? null
            : Less(
                context,
                function,
                size,
                $"takes {Form.Ms(measured.Duration.Average)} on average, under {Short} ms; should all of it compute, that becomes "
                    + $"{Form.Ms(measured.Duration.Average * facts.MemoryMb / size)} and saves nothing"
            );
    }

    private static Suggestion More(FunctionRow function, string reason)
    {
        var facts = function.Measured.Facts;
        var size = Sizes.FirstOrDefault(s => s > facts.MemoryMb);
        if (size == 0)
            size = Math.Min(10_240, facts.MemoryMb * 2);
        return new(facts.Name, "memory", $"more than {facts.MemoryMb} MB: try {size} MB (`serverless tune {facts.Name}`)", reason, null);
    }

    private static Suggestion? Less(SuggestionContext context, FunctionRow function, int size, string reason)
    {
        var facts = function.Measured.Facts;
        var saving = (1 - ((decimal)size / facts.MemoryMb)) * (function.Month.Duration + function.Month.Provisioned);
        return saving < SuggestionContext.WorthIt
            ? null
            : new(
                facts.Name,
                "memory",
                $"{size} MB instead of {facts.MemoryMb} MB; measure it first (`serverless tune {facts.Name}`)",
                $"uses at most {function.Measured.UsedMb} MB and {reason} ({Form.Count(function.Measured.Reports.Count)} invocations); "
                    + "the saving is that at the same duration",
                saving
            );
    }

    // Two sizes ran within the window, and the smaller one was as fast
    private static string? FlatCurve(FunctionMeasurement measured)
    {
        var sizes = measured
            .Reports.Where(r => r.Init is null)
            .GroupBy(r => r.MemoryMb)
            .Where(g => g.Count() >= SuggestionContext.EnoughInvocations)
            .Select(g => (Size: g.Key, Average: (decimal)g.Average(r => r.Duration)))
            .OrderBy(s => s.Size)
            .ToList();
        return sizes is [var small, .., var large] && small.Average <= large.Average * Flat
            ? $"its duration is flat: {At(small)}, {At(large)}"
            : null;

        static string At((int Size, decimal Average) size) => $"{Form.Ms((double)size.Average)} with {size.Size} MB";
    }
}
