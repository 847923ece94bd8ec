namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class AddClientIDToOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = IamService.Define(
        "AddClientIDToOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        Handle,
        OpenIdConnectProviderRequest.Named,
        OpenIdConnectProviderRequest.OfClient
    );

    private static Result<Nothing> Handle(IamState state, OpenIdConnectProviderRequest request, Context context) =>
        Kinds.OpenIdConnect.Change(state, request.Arn, context, provider =>
        {
            if (!provider.ClientIds.Contains(request.ClientId!))
                provider.ClientIds.Add(request.ClientId!);
        });
}
