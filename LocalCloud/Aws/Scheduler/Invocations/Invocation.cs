namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>One occurrence of a schedule, kept until its target was invoked, or it was dead-lettered or dropped.</summary>
internal sealed record Invocation
{
    public required string Key { get; init; }

    /// <summary>group/name</summary>
    public required string Schedule { get; init; }
    public required string ScheduleArn { get; init; }

    /// <summary>The target as it was when the time came.</summary>
    public required Target Target { get; init; }

    /// <summary>The time that the schedule says.</summary>
    public DateTimeOffset Scheduled { get; init; }
    public required string ExecutionId { get; init; }

    /// <summary>What its age counts from.</summary>
    public DateTimeOffset Begun { get; init; }

    /// <summary>when it is to be tried next</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>how often it was tried</summary>
    public int Attempts { get; init; }

    /// <summary>Set when the target was given up: what is left is to reach the dead-letter queue.</summary>
    public Failure? DeadLetter { get; init; }

    /// <summary>Somebody has asked for it, it is no occurrence of the schedule; null for those that are.</summary>
    public bool? IsByHand { get; init; }
}

/// <summary>Why an invocation failed, in the words of the dead-letter queue's attributes.</summary>
/// <param name="Exhausted">MaximumRetryAttempts or MaximumEventAgeInSeconds; null when another try would make no sense.</param>
internal sealed record Failure(string Code, string Message, bool Retriable, string? Exhausted = null)
{
    public static Failure Of(AwsError error) =>
        new(
            error.QueryCode ?? error.Code,
            error.Message,
            error.Status >= 500
                || error.Status == 429
                || error.Code is "ThrottlingException" or "RequestThrottled" or "TooManyRequestsException"
        );
}
