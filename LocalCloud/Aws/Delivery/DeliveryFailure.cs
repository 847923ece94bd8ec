using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Deliveries;

/// <summary>Why a try failed, in the words that the service tells it in: a history, the attributes of a dead letter.</summary>
/// <param name="Retriable">an error of the target's, which may pass; one of the sender's (there is no such queue) does not</param>
/// <param name="Exhausted">MaximumRetryAttempts or MaximumEventAgeInSeconds; null when another try would make no sense.</param>
internal sealed record DeliveryFailure(string Code, string Message, bool Retriable, string? Exhausted = null)
{
    /// <summary>The target asks not to be tried before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The target was not called at all, because its rate is limited: this is no try.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Postponed { get; init; }

    /// <summary>By the status alone: 5xx and 429 may pass.</summary>
    public static bool MayPass(AwsError error) => error.Status is >= 500 or StatusCodes.Status429TooManyRequests;
}
