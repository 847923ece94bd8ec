namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class UpdateOpenIDConnectProviderThumbprint
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = IamService.Define(
        "UpdateOpenIDConnectProviderThumbprint",
        IamJson.Default.OpenIdConnectProviderRequest,
        Handle,
        OpenIdConnectProviderRequest.Named,
        Must.Member<OpenIdConnectProviderRequest>("thumbprintList", r => r.ThumbprintList).Required().Length(0, 5)
    );

    private static Result<Nothing> Handle(IamState state, OpenIdConnectProviderRequest request, Context context) =>
        Kinds.OpenIdConnect.Change(state, request.Arn, context, provider => provider.Thumbprints = request.ThumbprintList!);
}
