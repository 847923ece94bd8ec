using LocalCloud.Hosting.Run.Engines;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>Asks for health: often at the start, when every moment counts, ever less often after that.</summary>
static class HealthWatch
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(250);

    public static async Task UntilHealthyAsync(Engine engine, RunInstance instance, TimeProvider time, Action<string> waiting, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (await engine.ProbeAsync(instance, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            waiting(reason);
            // A hundredth of the time gone by: 10 ms in the first second, 100 ms after ten
            var pause = TimeSpan.FromTicks(Math.Clamp(time.GetElapsedTime(began).Ticks / 100, First.Ticks, Longest.Ticks));
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
