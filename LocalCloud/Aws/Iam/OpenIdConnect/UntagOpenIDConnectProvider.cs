namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class UntagOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = Tagging.Untag(
        "UntagOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        Kinds.OpenIdConnect,
        r => r.Arn,
        r => r.TagKeys
    );
}
