using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record EventInvokeConfigRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? MaximumEventAgeInSeconds { get; init; }
    public DestinationConfig? DestinationConfig { get; init; }
}
