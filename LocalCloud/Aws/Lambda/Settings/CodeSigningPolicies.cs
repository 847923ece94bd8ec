namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record CodeSigningPolicies
{
    public string? UntrustedArtifactOnDeployment { get; init; }
}
