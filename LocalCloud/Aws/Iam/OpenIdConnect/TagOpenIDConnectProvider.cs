namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class TagOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = Tagging.Tag(
        "TagOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        Kinds.OpenIdConnect,
        r => r.Arn,
        r => r.Tags
    );
}
