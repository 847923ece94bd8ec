namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>What follows a failed try: another one when it is due, or giving up with the limit that was reached.</summary>
internal readonly record struct Retry(DateTimeOffset Due, DeliveryFailure? GivenUp);

/// <summary>
/// EventBridge tries again for 24 hours and up to 185 times unless the target says less, "with an exponential back off and jitter".
/// The steps are not documented: here they double from 1 s to 480 s, which is 24 hours in about 185 tries.
/// </summary>
internal static class RetrySchedule
{
    private const int DefaultAttempts = 185;
    private const int DefaultAgeSeconds = 24 * 60 * 60;
    private const double LongestDelay = 480;

    /// <param name="seed">the jitter follows from it and the try, so that a run on a manual clock can be repeated</param>
    /// <param name="retries">how many tries there were before the one that failed</param>
    public static Retry Next(
        RetryPolicy? policy,
        DateTimeOffset received,
        int retries,
        string seed,
        DeliveryFailure failure,
        DateTimeOffset now
    )
    {
        if (!failure.Retriable)
            return new(now, failure);
        if (retries >= (policy?.MaximumRetryAttempts ?? DefaultAttempts))
            return new(now, failure with { Exhausted = "MaximumRetryAttempts" });
        var due = now + Delay(seed, retries);
        if (failure.NotBefore > due)
            due = failure.NotBefore.Value;
        var end = received.AddSeconds(policy?.MaximumEventAgeInSeconds ?? DefaultAgeSeconds);
        return due >= end ? new(now, failure with { Exhausted = "MaximumEventAgeInSeconds" }) : new(due, null);
    }

    /// <summary>Half to whole of the step.</summary>
    public static TimeSpan Delay(string seed, int retries)
    {
        var step = Math.Min(Math.Pow(2, Math.Min(retries, 20)), LongestDelay);
        var number = retries;
        foreach (var c in seed)
            number = unchecked(number * 31 + c);
        return TimeSpan.FromSeconds(step * (0.5 + 0.5 * new Random(number).NextDouble()));
    }
}
