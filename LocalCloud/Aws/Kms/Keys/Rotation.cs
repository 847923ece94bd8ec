namespace LocalCloud.Aws.Kms.Keys;

/// <summary>
/// New material for a key that keeps its id, its old material for what it has encrypted:
/// https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html.
/// </summary>
internal static class Rotation
{
    public const int DefaultPeriodInDays = 365,
        ShortestPeriodInDays = 90,
        LongestPeriodInDays = 2560,
        MostOnDemand = 25;

    /// <summary>The rotations whose day has come since the key was last looked at, each dated by its own day.</summary>
    public static void CatchUp(KmsState state, Key key, Context context)
    {
        // A key that is off or about to be deleted misses its rotations until it is on again
        while (key is { State: "Enabled", NextRotation: { } due, RotationPeriodInDays: { } days } && due <= context.Now)
        {
            var next = due.AddDays(days);
            // A primary rotates for all its regions, so that what one encrypts the others decrypt
            var material = KeyMaterial.Generate(key.KeySpec, due, "AUTOMATIC");
            foreach (var member in state.Family(key))
            {
                member.Materials.Add(material);
                if (member.RotationPeriodInDays is not null)
                    member.NextRotation = next;
                state.Put(context.Changes, member);
            }
        }
    }

    /// <summary>Why a key does not rotate; null when it does.</summary>
    public static AwsError? Refuse(Key key) =>
        key.KeySpec.Rotates && !key.IsImported ? null
        : key.IsImported && key.KeySpec.Rotates
            ? KmsErrors.Unsupported($"{key.Arn} origin is EXTERNAL which is not valid for this operation.")
        : KmsErrors.Unsupported($"{key.Arn} is not a symmetric encryption key, and only such keys rotate.");
}
