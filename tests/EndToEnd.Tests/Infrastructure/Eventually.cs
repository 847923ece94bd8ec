using System.Diagnostics;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The one place that waits: what happens in other processes is asked for until it is there.</summary>
static class Eventually
{
    // Far more than anything takes: other tests have the processors, too
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120),
        Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is not null, and returns it.</summary>
    public static async Task<T> Async<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await ask() is { } answer)
                return answer;
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Repeats assertions until they hold; the last failure is the test's.</summary>
    public static async Task HoldsAsync(Func<Task> assertions)
    {
        Exception? last = null;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Deadline)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                last = failure;
            }
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(last!);
    }
}
