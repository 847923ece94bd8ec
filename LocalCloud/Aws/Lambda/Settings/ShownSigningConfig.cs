namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record ShownSigningConfig
{
    public string? CodeSigningConfigId { get; init; }
    public string? CodeSigningConfigArn { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public string? LastModified { get; init; }
}
