namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class RemoveClientIDFromOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = IamService.Define(
        "RemoveClientIDFromOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        Handle,
        OpenIdConnectProviderRequest.Named,
        OpenIdConnectProviderRequest.OfClient
    );

    private static Result<Nothing> Handle(IamState state, OpenIdConnectProviderRequest request, Context context) =>
        Kinds.OpenIdConnect.Change(state, request.Arn, context, provider => provider.ClientIds.Remove(request.ClientId!));
}
