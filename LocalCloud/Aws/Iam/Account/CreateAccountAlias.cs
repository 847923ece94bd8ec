namespace LocalCloud.Aws.Iam.Account;

internal static class CreateAccountAlias
{
    public static readonly Operation<IamState, AliasRequest, Nothing> Definition = IamService.Define(
        "CreateAccountAlias",
        IamJson.Default.AliasRequest,
        Handle,
        AliasRequest.Named
    );

    private static Result<Nothing> Handle(IamState state, AliasRequest request, Context context)
    {
        state.PutAlias(context.Changes, request.AccountAlias);
        return Nothing.Instance;
    }
}
