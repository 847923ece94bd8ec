namespace LocalCloud.Aws.Iam.OpenIdConnect;

internal static class DeleteOpenIDConnectProvider
{
    public static readonly Operation<IamState, OpenIdConnectProviderRequest, Nothing> Definition = IamService.Define(
        "DeleteOpenIDConnectProvider",
        IamJson.Default.OpenIdConnectProviderRequest,
        Handle,
        OpenIdConnectProviderRequest.Named
    );

    private static Result<Nothing> Handle(IamState state, OpenIdConnectProviderRequest request, Context context)
    {
        if (Kinds.OpenIdConnect.Find(state, request.Arn).Ok(out var provider, out _))
            state.Delete(context.Changes, provider);
        return Nothing.Instance;
    }
}
