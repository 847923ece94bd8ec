namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// EventBridge tries again for 24 hours and up to 185 times unless the target says less, "with an exponential back off and jitter".
/// The steps are not documented: here they double from 1 s to 480 s, which is 24 hours in about 185 tries.
/// </summary>
internal static class RetrySchedule
{
    private const int DefaultAttempts = 185;
    private const int DefaultAgeSeconds = 24 * 60 * 60;
    private const double LongestDelay = 480;

    /// <summary>The delivery after a failed try: to be tried again, or given up with the limit that it reached.</summary>
    public static Delivery Next(Delivery delivery, DeliveryFailure failure, DateTimeOffset now)
    {
        var tried = delivery with { Attempts = delivery.Attempts + 1 };
        if (!failure.Retriable)
            return GiveUp(tried, failure, now);
        if (delivery.Attempts >= (delivery.Target.RetryPolicy?.MaximumRetryAttempts ?? DefaultAttempts))
            return GiveUp(tried, failure with { Exhausted = "MaximumRetryAttempts" }, now);
        var due = now + Delay(delivery);
        var end = delivery.Received.AddSeconds(delivery.Target.RetryPolicy?.MaximumEventAgeInSeconds ?? DefaultAgeSeconds);
        return due >= end
            ? GiveUp(tried, failure with { Exhausted = "MaximumEventAgeInSeconds" }, now)
            : tried with { Due = due };
    }

    /// <summary>The jitter (half to whole of the step) follows from the event and the try, so that a run on a manual clock can be repeated.</summary>
    public static TimeSpan Delay(Delivery delivery)
    {
        var step = Math.Min(Math.Pow(2, Math.Min(delivery.Attempts, 20)), LongestDelay);
        var seed = delivery.Attempts;
        foreach (var c in delivery.Key)
            seed = unchecked(seed * 31 + c);
        return TimeSpan.FromSeconds(step * (0.5 + 0.5 * new Random(seed).NextDouble()));
    }

    private static Delivery GiveUp(Delivery delivery, DeliveryFailure failure, DateTimeOffset now) => delivery with { DeadLetter = failure, Due = now };
}
