using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// The payload as the target should have got it, with the reasons as message attributes:
/// docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static async ValueTask<DeliveryFailure?> SendAsync(
        Host host,
        Scope scope,
        Invocation invocation,
        DeliveryFailure failure,
        CancellationToken cancellation
    )
    {
        // The payload of the last try.
        var tried = invocation with { Attempts = Math.Max(invocation.Attempts - 1, 0) };
        var message = new TargetMessage(Payload.Of(tried, scope))
        {
            Caller = Caller.By(invocation.Target.RoleArn),
            Attributes = DeadLetter.Attributes(
                invocation.Target.Arn!,
                failure,
                tried.Attempts,
                ("EXECUTION_ID", invocation.ExecutionId),
                ("IS_PAYLOAD_TRUNCATED", "false"),
                ("SCHEDULED_TIME", Payload.Time(invocation.Scheduled)),
                ("SCHEDULE_ARN", invocation.ScheduleArn)
            ),
        };
        return InvocationFailure.Of(
            await TargetKinds.SendAsync(host, invocation.DeadLetterQueue!, message, cancellation).ConfigureAwait(false)
        );
    }
}
