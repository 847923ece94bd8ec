namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class ListOpenIDConnectProviderTags
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, ListTagsResponse> Definition = Tagging.List(
        "ListOpenIDConnectProviderTags",
        IamJson.Default.OpenIdConnectProviderRequest,
        Kinds.OpenIdConnect,
        r => r.Arn
    );
}
