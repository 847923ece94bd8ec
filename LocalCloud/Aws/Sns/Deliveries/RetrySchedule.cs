using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>
/// When a failed delivery is tried again. HTTP/S endpoints have their delivery policy, the others the phases of
/// docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
/// </summary>
internal static class RetrySchedule
{
    private readonly record struct Phases(
        int Immediate,
        int Before,
        int Backoff,
        int After,
        double Shortest,
        double Longest,
        string Function
    );

    private static readonly Phases AwsManaged = new(3, 2, 10, 100_000, 1, 20, "exponential");
    private static readonly Phases CustomerManaged = new(0, 2, 10, 38, 10, 600, "exponential");

    /// <summary>null: no more.</summary>
    /// <param name="retry">1 after the first try.</param>
    public static TimeSpan? Delay(Delivery delivery, int retry)
    {
        var phases = delivery.Subscription.Protocol switch
        {
            "http" or "https" => Http(
                DeliveryPolicy.Of(delivery.TopicPolicy, delivery.Subscription.Attributes.GetValueOrDefault("DeliveryPolicy"))
            ),
            "sqs" => AwsManaged,
            _ => CustomerManaged,
        };
        return Seconds(phases, retry) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static Phases Http(DeliveryPolicy policy) =>
        new(
            policy.NumNoDelayRetries,
            policy.NumMinDelayRetries,
            policy.NumRetries - policy.NumNoDelayRetries - policy.NumMinDelayRetries - policy.NumMaxDelayRetries,
            policy.NumMaxDelayRetries,
            policy.MinDelayTarget,
            policy.MaxDelayTarget,
            policy.BackoffFunction
        );

    private static double? Seconds(Phases phases, int retry)
    {
        if ((retry -= phases.Immediate) <= 0)
            return 0;
        if ((retry -= phases.Before) <= 0)
            return phases.Shortest;
        if (retry <= phases.Backoff)
            return Step(phases, phases.Backoff == 1 ? 0 : (retry - 1d) / (phases.Backoff - 1));
        return retry - phases.Backoff <= phases.After ? phases.Longest : null;
    }

    // From the shortest delay to the longest; the functions differ in how soon they grow.
    private static double Step(Phases phases, double part)
    {
        var range = phases.Longest - phases.Shortest;
        return phases.Function switch
        {
            "arithmetic" => phases.Shortest + range * Math.Pow(part, 1.5),
            "geometric" => phases.Shortest + range * part * part,
            "exponential" => phases.Shortest * Math.Pow(phases.Longest / phases.Shortest, part),
            _ => phases.Shortest + range * part,
        };
    }
}
