using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>Queues that are asked again and again without having anything.</summary>
internal static class PollingRule
{
    private const decimal MostlyEmpty = 0.5m,
        Enough = 1000;

    public static IEnumerable<Suggestion> Of(SuggestionContext context)
    {
        foreach (var polls in context.Usage.Polls.Where(p => !p.ByLambda && p.Empty >= Enough && p.Empty > p.Receives * MostlyEmpty))
        {
            var fifo = polls.Queue.EndsWith(".fifo", StringComparison.Ordinal);
            var cost = polls.Empty * context.Window.PerMonth * context.Prices[fifo ? Price.SqsFifoRequest : Price.SqsRequest];
            if (cost < SuggestionContext.WorthIt)
                continue;
            yield return new(
                polls.Queue,
                "polling",
                "long polling (WaitTimeSeconds 20), or an event source mapping instead of a loop",
                $"{Form.Percent(polls.Empty / polls.Receives)} of {Form.Count(polls.Receives)} receives found nothing"
                    + (polls.Function is null ? "" : $" ({polls.Function})"),
                cost
            );
        }
    }
}
