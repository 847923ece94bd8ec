using System.Text.Json;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>What CreateSchedule and UpdateSchedule refuse of a target.</summary>
internal static class TargetCheck
{
    private static readonly AwsError Malformed = Errors.Invalid("Provided Arn is not in correct format.");

    public static AwsError? Check(Host host, Target target)
    {
        if (SdkTarget.Is(target.Arn!))
            return CheckSdk(host, target);
        if (!Arn.TryParse(target.Arn!, out var arn))
            return Malformed;
        if (target.SqsParameters is not null && arn.Service != "sqs")
            return Errors.Invalid("SqsParameters can only be specified for an Amazon SQS target.");
        if (target.EventBridgeParameters is not null && arn.Service != "events")
            return Errors.Invalid("EventBridgeParameters can only be specified for an Amazon EventBridge target.");
        return arn.Service switch
        {
            "sqs" => arn.Resource.EndsWith(".fifo", StringComparison.Ordinal) && target.SqsParameters?.MessageGroupId is null
                ? Errors.Invalid("SqsParameters with a MessageGroupId must be specified for an Amazon SQS FIFO queue.")
                : null,
            "sns" => null,
            "lambda" => arn.Resource.StartsWith("function:", StringComparison.Ordinal) ? CheckJson(target.Input) : Malformed,
            "events" => CheckBus(target, arn),
            var other => Errors.Invalid($"Target type {other} ({target.Arn}) is not supported by LocalCloud."),
        };
    }

    private static AwsError? CheckBus(Target target, Arn arn)
    {
        if (!arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal))
            return Malformed;
        if (target.EventBridgeParameters is null)
            return Errors.Invalid("EventBridgeParameters must be specified for an Amazon EventBridge target.");
        return target.Input is null ? Errors.Invalid("Input must be specified for an Amazon EventBridge target.") : CheckJson(target.Input);
    }

    private static AwsError? CheckSdk(Host host, Target target)
    {
        if (SdkTarget.Parse(target.Arn!) is not { } sdk)
            return Malformed;
        if (sdk.IsReadOnly)
            return Errors.Invalid($"{target.Arn} is not a supported target: read-only API actions cannot be targets.");
        if (host.Services.FirstOrDefault(s => s.Id == sdk.Id)?.Find(sdk.Operation) is null)
            return Errors.Invalid($"Target {sdk.Operation} of {sdk.Service} ({target.Arn}) is not supported by LocalCloud.");
        return CheckJson(target.Input);
    }

    // With its context attributes still in it, which stand in the place of texts or within them, and of a number.
    private static AwsError? CheckJson(string? input)
    {
        if (input is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(input.Replace("<aws.scheduler.attempt-number>", "1", StringComparison.Ordinal));
            return null;
        }
        catch (JsonException)
        {
            return Errors.Invalid("Target Input is not a well-formed JSON.");
        }
    }
}
