namespace LocalCloud.Aws.Iam.Account;

internal static class DeleteAccountAlias
{
    public static readonly Operation<IamState, AliasRequest, Nothing> Definition = IamService.Define(
        "DeleteAccountAlias",
        IamJson.Default.AliasRequest,
        Handle,
        AliasRequest.Named
    );

    private static Result<Nothing> Handle(IamState state, AliasRequest request, Context context)
    {
        if (state.Alias != request.AccountAlias)
            return IamState.Missing($"The account alias {request.AccountAlias} cannot be found.");
        state.PutAlias(context.Changes, null);
        return Nothing.Instance;
    }
}
