using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record EnableKeyRotationRequest(string? KeyId, int? RotationPeriodInDays);

internal static class EnableKeyRotation
{
    public static readonly Operation<KmsState, EnableKeyRotationRequest, Nothing> Definition = KmsService.Define(
        "EnableKeyRotation",
        KmsJson.Default.EnableKeyRotationRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<EnableKeyRotationRequest>(r => r.KeyId),
        Must.Member<EnableKeyRotationRequest>("rotationPeriodInDays", r => r.RotationPeriodInDays)
            .Range(Rotation.ShortestPeriodInDays, Rotation.LongestPeriodInDays)
    );

    private static Result<Nothing> Handle(KmsState state, EnableKeyRotationRequest request, Context context)
    {
        if (!Rotating.Key(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        // The period counts from the day on which it is set (docs: EnableKeyRotation)
        var days = request.RotationPeriodInDays ?? key.RotationPeriodInDays ?? Rotation.DefaultPeriodInDays;
        if (days != key.RotationPeriodInDays)
            Rotating.Set(state, key, context, days, context.Now.AddDays(days));
        return Nothing.Instance;
    }
}
