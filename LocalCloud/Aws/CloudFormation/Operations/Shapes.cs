namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>Shapes that several operations share, as the API model has them.</summary>
sealed record ParameterShape(string? ParameterKey, string? ParameterValue = null, bool? UsePreviousValue = null, string? ResolvedValue = null);

sealed record TagShape(string Key, string Value);

sealed record RollbackTrigger(string Arn, string Type);

sealed record RollbackConfiguration(List<RollbackTrigger>? RollbackTriggers = null, int? MonitoringTimeInMinutes = null);

sealed record DriftInformation(string StackDriftStatus = "NOT_CHECKED");

sealed record ResourceDriftInformation(string StackResourceDriftStatus = "NOT_CHECKED");
