namespace Serverless.Bench.Storm;

/// <summary>How much the parts grow with webhooks, while nothing is disturbed.</summary>
internal sealed class MemoryGrowth(Site site, Traffic traffic)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // Fewer say nothing
    private const int Least = 300;

    /// <summary>MB (PSS) for 1,000 webhooks, by part; empty when there were too few.</summary>
    public IReadOnlyDictionary<string, double> Growth { get; private set; } = new Dictionary<string, double>();

    /// <summary>Between a third of the calm and its end.</summary>
    public async Task MeasureAsync(int calm, CancellationToken cancellation)
    {
        if (calm < Least)
            return;
        var (first, deliveries) = (await AfterAsync(calm / 3, cancellation), traffic.Deliveries);
        var last = await AfterAsync(calm, cancellation);
        var thousands = (traffic.Deliveries - deliveries) / 1000.0;
        Growth = last.ToDictionary(part => part.Key, part => (part.Value - first.GetValueOrDefault(part.Key)) / 1e6 / thousands);
    }

    private async Task<Dictionary<string, long>> AfterAsync(int payments, CancellationToken cancellation)
    {
        while (traffic.Begun < payments)
            await Task.Delay(Look, TimeProvider.System, cancellation);
        return site.All.GroupBy(process => process.Kind).ToDictionary(part => part.Key, part => part.Sum(process => process.Memory));
    }
}
