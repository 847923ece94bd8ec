using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Import;

/// <summary>A key of the user's whose material comes from outside.</summary>
internal static class ImportTarget
{
    public static Result<Key> Find(KmsState state, string id, Context context)
    {
        if (!state.Own(id, context).Ok(out var key, out var error))
            return error;
        if (!key.IsImported)
            return KmsErrors.Unsupported($"{key.Arn} origin is {key.Origin} which is not valid for this operation.");
        return key.State is "PendingDeletion" or "PendingReplicaDeletion" ? KmsErrors.InvalidState(key) : key;
    }
}
