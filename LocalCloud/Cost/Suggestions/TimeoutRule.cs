using LocalCloud.Cost.Report;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>A time-out that cuts off what would have ended, or lets what hangs be paid for long.</summary>
internal static class TimeoutRule
{
    // Times the 99th percentile, at least so many seconds more
    private const double Far = 10,
        Near = 0.8,
        Enough = 3;
    private const int FarSeconds = 10,
        LeastSeconds = 3;

    public static IEnumerable<Suggestion> Of(SuggestionContext context) =>
        context.WellKnown.Select(f => Of(context, f)).OfType<Suggestion>();

    private static Suggestion? Of(SuggestionContext context, FunctionRow function)
    {
        var (measured, facts) = (function.Measured, function.Measured.Facts);
        var (limit, p99, max) = (facts.Timeout * 1000.0, measured.Duration!.P99, measured.Duration.Max);
        var cutOff = measured.Reports.Count(r => r.Status == "timeout");
        if (cutOff > 0 || p99 > limit * Near)
        {
            var near =
                cutOff > 0
                    ? $"and {cutOff} of {Form.Count(measured.Reports.Count)} invocations were cut off"
                    : $"{Form.Percent((decimal)(p99 / limit))} of it";
            return new(
                facts.Name,
                "time-out",
                $"longer than {facts.Timeout} s, or find out what it waits for",
                $"the 99th percentile is {Form.Ms(p99)}, {near}",
                null
            );
        }
        // Room for the slowest that was seen, cold starts included, and for the slowest init beside
        var seconds = (int)Math.Max(LeastSeconds, Math.Ceiling(Math.Max(p99, max) * Enough / 1000));
        if (limit < p99 * Far || facts.Timeout - (p99 / 1000) < FarSeconds || seconds >= facts.Timeout)
            return null;
        var hang = LambdaCost.Invocation(context.Prices.Lambda, facts.MemoryMb, facts.Arm, facts.Timeout * 1000L, facts.EphemeralMb);
        return new(
            facts.Name,
            "time-out",
            $"{seconds} s instead of {facts.Timeout} s",
            $"the 99th percentile is {Form.Ms(p99)}, the slowest of {Form.Count(measured.Reports.Count)} was {Form.Ms(max)}; a thousand "
                + $"that hang cost {Form.Dollars(hang * 1000)} and hold an environment {facts.Timeout} s each",
            null
        );
    }
}
