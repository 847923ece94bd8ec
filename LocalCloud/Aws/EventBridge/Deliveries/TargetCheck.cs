using System.Text.Json;
using LocalCloud.Aws.EventBridge.Deliveries.Targets;
using LocalCloud.Aws.EventBridge.Operations;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>What PutTargets refuses.</summary>
internal static class TargetCheck
{
    public static AwsError? Check(Target target, Rule rule)
    {
        if (!Arn.TryParse(target.Arn!, out var arn))
            return Errors.Invalid($"Parameter {target.Arn} is not valid. Reason: Provided Arn is not in correct format.");
        if (target.Arn == rule.Bus.Arn)
            return Errors.Invalid($"Provided Arn for target {target.Id} is the event bus of the rule itself.");
        if (
            arn.Service == "sqs"
            && arn.Resource.EndsWith(".fifo", StringComparison.Ordinal)
            && target.SqsParameters?.MessageGroupId is null
        )
            return Errors.Invalid($"Parameter(s) SqsParameters must be specified for target: {target.Id}.");
        if (target.DeadLetterConfig?.Arn is { } queue && !(Arn.TryParse(queue, out var dead) && dead.Service == "sqs"))
            return Errors.Invalid(
                $"Parameter DeadLetterConfig.Arn of target {target.Id} is not valid. Reason: Provided Arn is not in correct format."
            );
        return CheckInput(target);
    }

    /// <summary>What AWS would take and LocalCloud cannot do: said for this target, the others of the request are put.</summary>
    public static FailedTarget? Unsupported(Target target, Host host)
    {
        Arn.TryParse(target.Arn!, out var arn);
        if (!EventTargets.Has(host, arn))
            return Refused(target, $"Targets of service {arn.Service} ({target.Arn}) are not supported by LocalCloud.");
        return Parameters(target) is { } parameters ? Refused(target, $"{parameters} of PutTargets is not supported by LocalCloud.") : null;
    }

    private static FailedTarget Refused(Target target, string message) => new(target.Id, "UnsupportedOperation", message);

    private static string? Parameters(Target target) =>
        target switch
        {
            { KinesisParameters: not null } => "KinesisParameters",
            { RunCommandParameters: not null } => "RunCommandParameters",
            { EcsParameters: not null } => "EcsParameters",
            { BatchParameters: not null } => "BatchParameters",
            { RedshiftDataParameters: not null } => "RedshiftDataParameters",
            { SageMakerPipelineParameters: not null } => "SageMakerPipelineParameters",
            { AppSyncParameters: not null } => "AppSyncParameters",
            _ => null,
        };

    private static AwsError? CheckInput(Target target)
    {
        if ((target.Input is null ? 0 : 1) + (target.InputPath is null ? 0 : 1) + (target.InputTransformer is null ? 0 : 1) > 1)
            return Errors.Invalid($"Only one of Input, InputPath, or InputTransformer must be provided for target {target.Id}.");
        if (target.Input is { } input && !IsJson(input))
            return Errors.Invalid($"JSON syntax error in input for target {target.Id}.");
        if (target.InputPath is { } path && JsonPath.Parse(path) is null)
            return Errors.Invalid($"InputPath for target {target.Id} is invalid.");
        return target.InputTransformer is { } transformer ? CheckTransformer(target.Id!, transformer) : null;
    }

    private static AwsError? CheckTransformer(string id, InputTransformer transformer)
    {
        if (transformer.InputTemplate is null)
            return Errors.Invalid(
                "1 validation error detected: Value null at 'targets.1.member.inputTransformer.inputTemplate' failed to satisfy "
                    + "constraint: Member must not be null"
            );
        var paths = transformer.InputPathsMap ?? [];
        foreach (var (name, path) in paths)
        {
            if (name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase))
                return Errors.Invalid($"InputPathsMap for target {id} contains reserved key {name}.");
            if (JsonPath.Parse(path) is null)
                return Errors.Invalid($"InputPathsMap for target {id} contains invalid path {path}.");
        }
        foreach (var name in InputTemplate.Names(transformer.InputTemplate))
        {
            if (!paths.ContainsKey(name) && !InputTemplate.Reserved.Contains(name))
                return Errors.Invalid($"InputTemplate for target {id} contains invalid placeholder {name}.");
        }
        return
            transformer.InputTemplate.TrimStart() is ['{' or '[', ..]
            && !IsJson(InputTemplate.Fill(transformer.InputTemplate, (_, quoted) => quoted ? "" : "0"))
            ? Errors.Invalid(
                $"Invalid InputTemplate for target {id} : the template is not a valid JSON text once its placeholders are filled in."
            )
            : null;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, EventJson.Reading);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
