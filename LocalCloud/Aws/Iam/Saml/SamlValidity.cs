namespace LocalCloud.Aws.Iam.Saml;

internal static class SamlValidity
{
    /// <summary>AWS's providers are valid for a hundred years.</summary>
    public static DateTimeOffset Of(IdentityProvider provider) => provider.CreateDate.AddYears(100);
}
