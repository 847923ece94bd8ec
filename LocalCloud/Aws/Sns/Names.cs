using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sns;

/// <summary>Where an ARN leads: whose topic it is, which, and which subscription of it.</summary>
internal readonly record struct Address(Scope Scope, string Topic, string? Subscription = null);

internal static partial class Names
{
    /// <summary>A topic is found by its ARN in whichever account it is, but only in the region that was called.</summary>
    public static Result<Address> Topic(string? arn, Scope caller, string parameter = "TopicArn")
    {
        if (!Parts(arn, parameter).Ok(out var parts, out var error))
            return error;
        return parts.Length == 6 && IsHere(parts, caller) ? new Address(new(parts[4], parts[3]), parts[5]) : SnsErrors.Invalid(parameter);
    }

    public static Result<Address> Subscription(string? arn, Scope caller)
    {
        if (!Parts(arn, "SubscriptionArn").Ok(out var parts, out var error))
            return error;
        // The ARN of a topic, say.
        if (parts.Length == 6)
            return SnsErrors.Invalid("SubscriptionId");
        return parts.Length == 7 && IsHere(parts, caller)
            ? new Address(new(parts[4], parts[3]), parts[5], parts[6])
            : SnsErrors.Invalid("SubscriptionArn");
    }

    public static AwsError? CheckTopic(string name, bool fifo)
    {
        if (!fifo)
            return StandardName.IsMatch(name) ? null : SnsErrors.Invalid("Topic Name");
        return FifoName.IsMatch(name) && name.Length <= 256
            ? null
            : SnsErrors.Invalid(
                "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, "
                    + "underscores, and hyphens, "
                    + "and must be between 1 and 256 characters long."
            );
    }

    /// <summary>Of message groups and deduplication ids.</summary>
    public static bool IsMessageId(string id) => MessageIdPattern.IsMatch(id);

    private static Result<string[]> Parts(string? arn, string parameter)
    {
        if (string.IsNullOrEmpty(arn))
            return SnsErrors.Invalid($"{parameter} Reason: no value for required parameter");
        var parts = arn.Split(':');
        if (parts.Length < 6)
            return SnsErrors.Invalid($"{parameter} Reason: An ARN must have at least 6 elements, not {parts.Length}");
        return parts[0] == "arn" ? parts : SnsErrors.Invalid($"{parameter} Reason: An ARN must begin with 'arn', not '{parts[0]}'");
    }

    private static bool IsHere(string[] parts, Scope caller) => parts[2] == "sns" && parts[3] == caller.Region;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex StandardName { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,251}\.fifo$", RegexOptions.CultureInvariant)]
    private static partial Regex FifoName { get; }

    [GeneratedRegex("""^[A-Za-z0-9!-/:-@\[-`{-~]{1,128}$""", RegexOptions.CultureInvariant)]
    private static partial Regex MessageIdPattern { get; }
}
