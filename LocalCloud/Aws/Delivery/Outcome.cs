namespace LocalCloud.Aws.Deliveries;

/// <summary>What a try has led to.</summary>
/// <param name="Attempts">with this one</param>
/// <param name="Next">what remains to be done; null when nothing does</param>
internal sealed record Outcome<T>(string Status, int Attempts, T? Next, DeliveryFailure? Failure = null)
    where T : class;

/// <summary>How deliveries end, as histories and logs name it.</summary>
internal static class Outcome
{
    public const string Pending = "pending",
        Delivered = "delivered",
        Retrying = "retrying",
        DeadLettering = "dead-lettering",
        DeadLettered = "dead-lettered",
        Dropped = "dropped";

    public static Outcome<T> Of<T>(T delivery, DeliveryFailure? failure, DateTimeOffset now)
        where T : PendingDelivery =>
        delivery.DeadLetter is null ? OfTarget(delivery, failure, now) : OfDeadLetterQueue(delivery, failure, now);

    private static Outcome<T> OfTarget<T>(T delivery, DeliveryFailure? failure, DateTimeOffset now)
        where T : PendingDelivery
    {
        if (failure is null)
            return new(Delivered, delivery.Attempts + 1, null);
        if (failure.Postponed)
            return new(Pending, delivery.Attempts, delivery with { Due = failure.NotBefore ?? now }, failure);
        var (due, givenUp) = delivery.After(failure, now);
        var tried = delivery with { Attempts = delivery.Attempts + 1, Due = due, DeadLetter = givenUp };
        if (givenUp is null)
            return new(Retrying, tried.Attempts, tried, failure);
        return delivery.DeadLetterQueue is null
            ? new(Dropped, tried.Attempts, null, failure)
            : new(DeadLettering, tried.Attempts, tried, failure);
    }

    private static Outcome<T> OfDeadLetterQueue<T>(T delivery, DeliveryFailure? failure, DateTimeOffset now)
        where T : PendingDelivery
    {
        if (failure is null)
            return new(DeadLettered, delivery.Attempts, null);
        return failure.Retriable && delivery.DeadLetterAgain(now) is { } due
            ? new(DeadLettering, delivery.Attempts, delivery with { Due = due }, failure)
            : new(Dropped, delivery.Attempts, null, failure);
    }
}
