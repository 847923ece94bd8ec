using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// EventBridge tries again for 24 hours and up to 185 times unless the target says less, "with an exponential back off and jitter".
/// The steps are not documented: here they double from 1 s to 480 s, which is 24 hours in about 185 tries.
/// </summary>
internal static class RetrySchedule
{
    private const int DefaultAttempts = 185;
    private const int DefaultAgeSeconds = 24 * 60 * 60;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(480);

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

    public static TimeSpan Delay(string seed, int retries) => BackOff.Jittered(retries, LongestDelay, seed);
}
