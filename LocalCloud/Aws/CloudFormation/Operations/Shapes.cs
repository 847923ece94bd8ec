namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>Shapes that several operations share, as the API model has them.</summary>
internal sealed record ParameterShape(
    string? ParameterKey,
    string? ParameterValue = null,
    bool? UsePreviousValue = null,
    string? ResolvedValue = null
);

/// <summary>How eager a deployment is. EXPRESS calls a stack complete before its resources are.</summary>
internal sealed record DeploymentConfig(string? Mode = null, bool? DisableRollback = null)
{
    public bool? IsExpress => Mode is null or "STANDARD" ? null : true;
}

internal sealed record RollbackTrigger(string Arn, string Type);

internal sealed record RollbackConfiguration(List<RollbackTrigger>? RollbackTriggers = null, int? MonitoringTimeInMinutes = null);

internal sealed record DriftInformation(string StackDriftStatus = "NOT_CHECKED", DateTimeOffset? LastCheckTimestamp = null)
{
    /// <summary>Resources are changed by their stack or by nobody's notice: once asked, the answer is always the same.</summary>
    public static DriftInformation Of(Stacks.Stack stack) => stack.DriftChecked is { } at ? new("IN_SYNC", at) : new();
}

internal sealed record ResourceDriftInformation(string StackResourceDriftStatus = "NOT_CHECKED");
