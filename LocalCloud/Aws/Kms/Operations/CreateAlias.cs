using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record AliasRequest(string? AliasName, string? TargetKeyId);

internal static class CreateAlias
{
    public static readonly Operation<KmsState, AliasRequest, Nothing> Definition = KmsService.Define(
        "CreateAlias",
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
        if (!state.Own(request.TargetKeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State == "PendingDeletion")
            return KmsErrors.InvalidState(key);
        if (state.FindAlias(key.Region, request.AliasName!) is not null)
            return new AwsError(
                "AlreadyExistsException",
                $"An alias with the name {context.Scope.Arn("kms", request.AliasName!)} already exists"
            );
        state.Put(
            context.Changes,
            new Alias
            {
                Name = request.AliasName!,
                Region = key.Region,
                TargetKeyId = key.Id,
                Created = context.Now,
                Updated = context.Now,
            }
        );
        return Nothing.Instance;
    }
}
