using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

/// <summary>What the operations about rotation have in common.</summary>
internal static class Rotating
{
    /// <summary>A key that can rotate, and of a multi-region key the primary.</summary>
    public static Result<Key> Key(KmsState state, string id, Context context)
    {
        if (!state.Own(id, context).Ok(out var key, out var error))
            return error;
        if (key.State is not "Enabled")
            return KmsErrors.InvalidState(key);
        if (Rotation.Refuse(key) is { } refused)
            return refused;
        return key.IsMultiRegion && !key.IsPrimary
            ? KmsErrors.Unsupported($"{key.Arn} is a replica key: its primary key in {key.PrimaryRegion} has its rotation.")
            : key;
    }

    public static void Set(KmsState state, Key key, Context context, int? days, DateTimeOffset? next)
    {
        foreach (var member in state.Family(key))
        {
            (member.RotationPeriodInDays, member.NextRotation) = (days, next);
            state.Put(context.Changes, member);
        }
    }
}
