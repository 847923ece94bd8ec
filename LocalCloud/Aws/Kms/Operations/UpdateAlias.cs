namespace LocalCloud.Aws.Kms.Operations;

internal static class UpdateAlias
{
    public static readonly Operation<KmsState, AliasRequest, Nothing> Definition = KmsService.Define(
        "UpdateAlias",
        KmsJson.Default.AliasRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.Alias<AliasRequest>(r => r.AliasName),
        Members.KeyId<AliasRequest>(r => r.TargetKeyId, "targetKeyId")
    );

    private static Result<Nothing> Handle(KmsState state, AliasRequest request, Context context)
    {
        if (AliasName.Refuse(request.AliasName!) is { } refused)
            return refused;
        if (state.FindAlias(context.Scope.Region, request.AliasName!) is not { } alias)
            return KmsErrors.NoAlias(context.Scope.Arn("kms", request.AliasName!));
        if (!state.Own(request.TargetKeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State == "PendingDeletion")
            return KmsErrors.InvalidState(key);
        // Code that uses the alias must not find a key of another kind behind it
        if (
            state.Find(alias.Region, alias.TargetKeyId) is { } before
            && (before.Usage != key.Usage || before.KeySpec.IsAsymmetric != key.KeySpec.IsAsymmetric)
        )
            return KmsErrors.Validation(
                $"Alias {context.Scope.Arn("kms", alias.Name)} cannot be changed to a key of another type or key usage."
            );
        (alias.TargetKeyId, alias.Updated) = (key.Id, context.Now);
        state.Put(context.Changes, alias);
        return Nothing.Instance;
    }
}
