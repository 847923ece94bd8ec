namespace LocalCloud.Aws.Iam.Saml;

internal static class DeleteSAMLProvider
{
    public static readonly Operation<IamState, SamlProviderRequest, Nothing> Definition = IamService.Define(
        "DeleteSAMLProvider",
        IamJson.Default.SamlProviderRequest,
        Handle,
        Kinds.Saml.Named<SamlProviderRequest>(r => r.Arn)
    );

    private static Result<Nothing> Handle(IamState state, SamlProviderRequest request, Context context)
    {
        if (!Kinds.Saml.Find(state, request.Arn).Ok(out var provider, out var error))
            return error;
        state.Delete(context.Changes, provider);
        return Nothing.Instance;
    }
}
