namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// "Retry attempts with exponential backoff continue until either the maximum number of attempts is made or until the duration of the
/// MaximumEventAgeInSeconds is met." The steps are not documented: here they double from 1 s to 480 s.
/// </summary>
internal static class RetryRule
{
    private const double LongestDelay = 480;

    /// <summary>The invocation after a failed try: to be tried again, or given up with the limit that it reached.</summary>
    public static Invocation Next(Invocation invocation, Failure failure, DateTimeOffset now)
    {
        var tried = invocation with { Attempts = invocation.Attempts + 1 };
        if (tried.Attempts > invocation.Target.RetryPolicy!.MaximumRetryAttempts)
            return GiveUp(tried, failure with { Exhausted = "MaximumRetryAttempts" }, now);
        if (!failure.Retriable)
            return GiveUp(tried, failure, now);
        var due = now + Delay(invocation);
        return IsTooOld(invocation, due)
            ? GiveUp(tried, failure with { Exhausted = "MaximumEventAgeInSeconds" }, now)
            : tried with
            {
                Due = due,
            };
    }

    public static bool IsTooOld(Invocation invocation, DateTimeOffset at) =>
        at >= invocation.Begun.AddSeconds(invocation.Target.RetryPolicy!.MaximumEventAgeInSeconds!.Value);

    /// <summary>The jitter (half to whole of the step) follows from the schedule, its time and the try, so that a run on a manual clock can
    /// be repeated.</summary>
    public static TimeSpan Delay(Invocation invocation)
    {
        var step = Math.Min(Math.Pow(2, Math.Min(invocation.Attempts, 20)), LongestDelay);
        var seed = invocation.Attempts + (int)(invocation.Scheduled.ToUnixTimeSeconds() / 60);
        foreach (var c in invocation.ScheduleArn)
            seed = unchecked(seed * 31 + c);
        return TimeSpan.FromSeconds(step * (0.5 + 0.5 * new Random(seed).NextDouble()));
    }

    private static Invocation GiveUp(Invocation invocation, Failure failure, DateTimeOffset now) =>
        invocation with
        {
            DeadLetter = failure,
            Due = now,
        };
}
