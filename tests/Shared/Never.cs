namespace Tests.Shared;

/// <summary>Work that is never done.</summary>
internal static class Never
{
    /// <summary>Ends with a cancellation, and with nothing else: no time is waited for.</summary>
    public static Task EndsAsync(CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
}
