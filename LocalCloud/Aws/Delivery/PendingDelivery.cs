using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Deliveries;

/// <summary>Work that is a row until it is done.</summary>
internal interface IPending
{
    /// <summary>when it is to be tried next</summary>
    DateTimeOffset Due { get; }
}

/// <summary>One message for one target, kept until it has been delivered, dead-lettered or dropped.</summary>
internal abstract record PendingDelivery : IPending
{
    public DateTimeOffset Due { get; init; }

    /// <summary>how often it was tried</summary>
    public int Attempts { get; init; }

    /// <summary>Set when the target was given up: what is left is to reach the dead-letter queue.</summary>
    public DeliveryFailure? DeadLetter { get; init; }

    /// <summary>ARN; null: what is given up is dropped.</summary>
    [JsonIgnore]
    public abstract string? DeadLetterQueue { get; }

    /// <summary>What follows a failed try by the rules of the service. <see cref="Attempts"/> does not count it yet.</summary>
    public abstract Retry After(DeliveryFailure failure, DateTimeOffset now);

    /// <summary>A dead-letter queue that is out of order for a while does not lose the message: when it is tried again; null: no
    /// more.</summary>
    public abstract DateTimeOffset? DeadLetterAgain(DateTimeOffset now);
}

/// <summary>Another try when it is due, or giving up with the limit that was reached.</summary>
internal readonly record struct Retry(DateTimeOffset Due, DeliveryFailure? GivenUp);
