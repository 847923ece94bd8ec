namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>What a try has led to. <paramref name="Next"/> is what remains to be done, null when nothing does.</summary>
internal sealed record Outcome(string Status, int Attempts, Delivery? Next)
{
    public const string Dropped = "dropped";

    // A dead-letter queue that is out of order for a while does not lose the message.
    private static readonly TimeSpan DeadLetterPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DeadLetterPatience = TimeSpan.FromDays(14);

    public static Outcome Of(Delivery delivery, DeliveryFailure? failure, bool subscribed, DateTimeOffset now)
    {
        if (delivery.DeadLetter is not null)
            return OfDeadLetterQueue(delivery, failure, now);
        var attempts = delivery.Attempts + 1;
        if (failure is null)
            return new("delivered", attempts, null);
        var tried = delivery with { Attempts = attempts };
        if (!subscribed)
            return new(Dropped, attempts, null);
        if (failure.Retriable && RetrySchedule.Delay(delivery, attempts) is { } delay)
            return new("retrying", attempts, tried with { Due = now + delay });
        return delivery.DeadLetterQueue is null
            ? new(Dropped, attempts, null)
            : new("dead-lettering", attempts, tried with { DeadLetter = failure, Due = now });
    }

    private static Outcome OfDeadLetterQueue(Delivery delivery, DeliveryFailure? failure, DateTimeOffset now)
    {
        if (failure is null)
            return new("dead-lettered", delivery.Attempts, null);
        return failure.Retriable && now - delivery.Message.Published < DeadLetterPatience
            ? new("dead-lettering", delivery.Attempts, delivery with { Due = now + DeadLetterPause })
            : new(Dropped, delivery.Attempts, null);
    }
}
