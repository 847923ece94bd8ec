namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record CodeSigningConfigResponse
{
    public ShownSigningConfig? CodeSigningConfig { get; init; }
}
