namespace LocalCloud.Aws.Kms.Operations;

internal sealed record DeleteAliasRequest(string? AliasName);

internal static class DeleteAlias
{
    public static readonly Operation<KmsState, DeleteAliasRequest, Nothing> Definition = KmsService.Define(
        "DeleteAlias",
        KmsJson.Default.DeleteAliasRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.Alias<DeleteAliasRequest>(r => r.AliasName)
    );

    private static Result<Nothing> Handle(KmsState state, DeleteAliasRequest request, Context context)
    {
        if (AliasName.Refuse(request.AliasName!) is { } refused)
            return refused;
        if (state.FindAlias(context.Scope.Region, request.AliasName!) is not { } alias)
            return KmsErrors.NoAlias(context.Scope.Arn("kms", request.AliasName!));
        state.Remove(context.Changes, alias);
        return Nothing.Instance;
    }
}
