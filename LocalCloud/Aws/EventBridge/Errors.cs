namespace LocalCloud.Aws.EventBridge;

/// <summary>EventBridge's errors in its own words.</summary>
internal static class Errors
{
    public static AwsError NoBus(string name) => new("ResourceNotFoundException", $"Event bus {name} does not exist.");

    public static AwsError BusExists(string name) => new("ResourceAlreadyExistsException", $"Event bus {name} already exists.");

    public static AwsError NoRule(string name, string bus) =>
        new("ResourceNotFoundException", $"Rule {name} does not exist on EventBus {bus}.");

    public static AwsError Managed(string rule) =>
        new("ManagedRuleException", $"{rule} is a managed rule. Set 'force' parameter to true to override.");

    public static AwsError LimitExceeded() => new("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

    public static AwsError InvalidPattern(string reason) =>
        new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");

    public static AwsError Invalid(string message) => new("ValidationException", message);
}
