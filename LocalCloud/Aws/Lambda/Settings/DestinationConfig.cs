namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record DestinationConfig
{
    public Destination? OnSuccess { get; init; }
    public Destination? OnFailure { get; init; }
}
