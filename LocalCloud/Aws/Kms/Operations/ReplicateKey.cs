using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ReplicateKeyRequest(
    string? KeyId,
    string? ReplicaRegion,
    string? Policy,
    bool? BypassPolicyLockoutSafetyCheck,
    string? Description,
    List<KmsTag>? Tags
);

internal sealed record ReplicateKeyResponse(KeyMetadata ReplicaKeyMetadata, string ReplicaPolicy, List<KmsTag> ReplicaTags);

internal static class ReplicateKey
{
    public static readonly Operation<KmsState, ReplicateKeyRequest, ReplicateKeyResponse> Definition = KmsService.Define(
        "ReplicateKey",
        KmsJson.Default.ReplicateKeyRequest,
        KmsJson.Default.ReplicateKeyResponse,
        Handle,
        Members.KeyId<ReplicateKeyRequest>(r => r.KeyId),
        Must.Member<ReplicateKeyRequest>("replicaRegion", r => r.ReplicaRegion).Required().Length(1, 32),
        Must.Member<ReplicateKeyRequest>("policy", r => r.Policy).Length(1, 131072),
        Must.Member<ReplicateKeyRequest>("description", r => r.Description).Length(0, 8192),
        Members.Tags<ReplicateKeyRequest>(r => r.Tags)
    );

    private static Result<ReplicateKeyResponse> Handle(KmsState state, ReplicateKeyRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var primary, out var error))
            return error;
        if (!primary.IsPrimary)
            return KmsErrors.Unsupported($"{primary.Arn} is not a multi-Region primary key.");
        if (primary.State is "PendingDeletion" or "PendingReplicaDeletion")
            return KmsErrors.InvalidState(primary);
        if (state.Find(request.ReplicaRegion!, primary.Id) is { } existing)
            return new AwsError("AlreadyExistsException", $"{existing.Arn} already exists");
        if ((request.Policy is { } policy ? KeyPolicy.Check(policy) : null) is { } malformed)
            return malformed;
        if (!KmsTag.Read(request.Tags).Ok(out var tags, out error))
            return error;
        var replica = new Key
        {
            Id = primary.Id,
            Account = primary.Account,
            Region = request.ReplicaRegion!,
            Spec = primary.Spec,
            Usage = primary.Usage,
            Created = context.Now,
            Origin = primary.Origin,
            Policy = request.Policy ?? KeyPolicy.Default(primary.Account),
            Description = request.Description ?? "",
            PrimaryRegion = primary.Region,
            RotationPeriodInDays = primary.RotationPeriodInDays,
            NextRotation = primary.NextRotation,
            // Imported material is imported in each region
            Materials = primary.IsImported ? [] : [.. primary.Materials],
            Tags = tags,
        };
        state.Put(context.Changes, replica);
        return new ReplicateKeyResponse(KeyMetadata.Of(state, replica), replica.Policy, request.Tags ?? []);
    }
}
