using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// "Retry attempts with exponential backoff continue until either the maximum number of attempts is made or until the duration of the
/// MaximumEventAgeInSeconds is met." The steps are not documented: here they double from 1 s to 480 s.
/// </summary>
internal static class RetryRule
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(480);

    public static Retry After(Invocation invocation, DeliveryFailure failure, DateTimeOffset now)
    {
        if (invocation.Attempts >= invocation.Target.RetryPolicy!.MaximumRetryAttempts)
            return new(now, failure with { Exhausted = "MaximumRetryAttempts" });
        if (!failure.Retriable)
            return new(now, failure);
        var due = now + Delay(invocation);
        return IsTooOld(invocation, due) ? new(now, failure with { Exhausted = "MaximumEventAgeInSeconds" }) : new(due, null);
    }

    public static bool IsTooOld(Invocation invocation, DateTimeOffset at) =>
        at >= invocation.Begun.AddSeconds(invocation.Target.RetryPolicy!.MaximumEventAgeInSeconds!.Value);

    /// <summary>The jitter follows from the schedule, its time and the try.</summary>
    public static TimeSpan Delay(Invocation invocation) =>
        BackOff.Jittered(invocation.Attempts, LongestDelay, invocation.ScheduleArn, (int)(invocation.Scheduled.ToUnixTimeSeconds() / 60));
}
