namespace LocalCloud.Aws.Sns.Platform;

internal static class PlatformApplications
{
    // Secrets are taken and never told.
    public static readonly string[] Secrets = ["PlatformCredential", "PlatformPrincipal"];
}
