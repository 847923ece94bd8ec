namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>What a try has led to. <paramref name="Next"/> is what remains to be done, null when nothing does.</summary>
internal sealed record Outcome(string Status, int Attempts, Delivery? Next)
{
    public const string Dropped = "dropped";

    public static Outcome Of(Delivery delivery, DeliveryFailure? failure, DateTimeOffset now) =>
        delivery.DeadLetter is null ? OfTarget(delivery, failure, now) : OfDeadLetterQueue(delivery, failure, now);

    private static Outcome OfTarget(Delivery delivery, DeliveryFailure? failure, DateTimeOffset now)
    {
        if (failure is null)
            return new("delivered", delivery.Attempts + 1, null);
        if (failure.Postponed)
            return new("pending", delivery.Attempts, delivery with { Due = failure.NotBefore ?? now });
        var retry = RetrySchedule.Next(delivery.Target.RetryPolicy, delivery.Received, delivery.Attempts, delivery.Key, failure, now);
        var next = delivery with { Attempts = delivery.Attempts + 1, Due = retry.Due, DeadLetter = retry.GivenUp };
        if (retry.GivenUp is null)
            return new("retrying", next.Attempts, next);
        return delivery.Target.DeadLetterConfig?.Arn is null
            ? new(Dropped, next.Attempts, null)
            : new("dead-lettering", next.Attempts, next);
    }

    // a dead-letter queue that is out of order for a while does not lose the event: it has as long as the target had
    private static Outcome OfDeadLetterQueue(Delivery delivery, DeliveryFailure? failure, DateTimeOffset now)
    {
        if (failure is null)
            return new("dead-lettered", delivery.Attempts, null);
        return failure.Retriable && now - delivery.Received < TimeSpan.FromDays(2)
            ? new("dead-lettering", delivery.Attempts, delivery with { Due = now + RetrySchedule.Delay(delivery.Key, delivery.Attempts) })
            : new(Dropped, delivery.Attempts, null);
    }
}
