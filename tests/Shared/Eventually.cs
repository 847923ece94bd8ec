using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;

namespace Tests.Shared;

/// <summary>Asks again and again, for what happens in another process and what nothing signals: that it has ended, that it answers, that
/// what it was sent has come through.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120),
        Pause = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(string what, Func<bool> condition) => TrueAsync(what, () => Task.FromResult(condition()));

    /// <summary>The test fails when it is not so within two minutes.</summary>
    public static Task TrueAsync(string what, Func<Task<bool>> condition) => TrueAsync(() => what, condition);

    /// <summary>Asks until nothing is left; what is left after two minutes is told.</summary>
    public static Task EmptyAsync<T>(string what, Func<IReadOnlyCollection<T>> ask)
    {
        IReadOnlyCollection<T> left = [];
        return TrueAsync(
            () => $"{what}, but: {string.Join('\n', left)}",
            () =>
            {
                left = ask();
                return Task.FromResult(left.Count == 0);
            }
        );
    }

    /// <summary>Asks until the answer is not null, and returns it.</summary>
    public static async Task<T> Async<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        T? answer = null;
        await TrueAsync(what, async () => (answer = await ask()) is not null);
        return answer!;
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
            catch (XunitException failure)
            {
                last = failure;
            }
            await PauseAsync();
        }
        ExceptionDispatchInfo.Throw(last!);
    }

    private static async Task TrueAsync(Func<string> what, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what()}");
            await PauseAsync();
        }
    }

    // So that the process that is waited for has the processor
    private static Task PauseAsync() => Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
}
