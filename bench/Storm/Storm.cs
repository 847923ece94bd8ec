namespace Serverless.Bench.Storm;

/// <summary>The order of a storm: calm at first, for the memory; then disturbances, spread evenly over the payments.</summary>
internal sealed class Storm(StormOptions options, Traffic traffic, Disturber disturber, MemoryGrowth memory)
{
    // How far payments may run ahead of the disturbances that belong before them
    private const int Lead = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private int Calm => options.Payments / 10;

    private int Spacing => Math.Max(1, (options.Payments - Calm) / Math.Max(1, options.Disturbances));

    public async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var payments = traffic.RunAsync(number => MayBeginAsync(number, failed.Token), failed.Token);
        try
        {
            await memory.MeasureAsync(Calm, failed.Token);
            while (disturber.Done < options.Disturbances)
            {
                while (traffic.Begun < Calm + disturber.Done * Spacing)
                    await Task.Delay(Look, TimeProvider.System, failed.Token);
                await disturber.NextAsync();
            }
            await payments;
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
        return TimeProvider.System.GetElapsedTime(began);
    }

    private async Task MayBeginAsync(int number, CancellationToken cancellation)
    {
        while (number > Calm + (disturber.Done + Lead) * Spacing && disturber.Done < options.Disturbances)
            await Task.Delay(Look, TimeProvider.System, cancellation);
    }
}
