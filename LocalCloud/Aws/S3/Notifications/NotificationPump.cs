using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>Carries notifications to their destinations.</summary>
internal sealed partial class NotificationPump(S3Service service) : DuePump<S3State, Notification>(service, workers: 8)
{
    private const int MaxAttempts = 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override IEnumerable<Notification> Pending(S3State state) => state.Notifications.Values;

    protected override bool IsPending(S3State state, Notification notification) =>
        ReferenceEquals(state.Notifications.GetValueOrDefault(notification.Id), notification);

    protected override async Task<Outcome<Notification>> TryAsync(S3State state, Notification notification)
    {
        using var activity = StartSpan($"S3 notify {notification.Bucket}", notification.TraceParent, notification.Arn ?? "default");
        return After(
            state,
            notification,
            await NotificationCall.SendAsync(Host, state.Scope, notification, Stopping).ConfigureAwait(false)
        );
    }

    protected override Outcome<Notification> Unforeseen(S3State state, Notification notification, Exception e)
    {
        Unforeseen(Log, notification.Bucket, notification.Arn ?? "EventBridge", e);
        return After(state, notification, AwsError.InternalFailure);
    }

    protected override Notification? Settle(S3State state, Changes changes, Notification notification, Outcome<Notification> outcome)
    {
        if (outcome.Next is { } again)
            state.Keep(changes, again);
        else
            state.Delete(changes, notification);
        return outcome.Next;
    }

    private Outcome<Notification> After(S3State state, Notification notification, AwsError? error)
    {
        var attempts = notification.Attempts + 1;
        if (error is null)
            return new(Outcome.Delivered, attempts, null);
        if (DeliveryFailure.MayPass(error) && attempts < MaxAttempts)
        {
            var due = state.Time.GetUtcNow() + BackOff.Step(notification.Attempts, LongestPause);
            return new(Outcome.Retrying, attempts, notification with { Attempts = attempts, Due = due });
        }
        Dropped(Log, notification.Bucket, notification.Arn ?? "EventBridge", error.Message);
        return new(Outcome.Dropped, attempts, null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A notification of bucket {Bucket} to {Destination} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string bucket, string destination, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification of bucket {Bucket} to {Destination} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string bucket, string destination, string reason);
}
