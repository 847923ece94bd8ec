using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GetKeyRotationStatusResponse(bool KeyRotationEnabled, string KeyId, int? RotationPeriodInDays)
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? NextRotationDate { get; init; }
}

internal static class GetKeyRotationStatus
{
    public static readonly Operation<KmsState, KeyIdRequest, GetKeyRotationStatusResponse> Definition = KmsService.Define(
        "GetKeyRotationStatus",
        KmsJson.Default.KeyIdRequest,
        KmsJson.Default.GetKeyRotationStatusResponse,
        Handle,
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );

    private static Result<GetKeyRotationStatusResponse> Handle(KmsState state, KeyIdRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        // While it is pending deletion it does not rotate (docs: GetKeyRotationStatus)
        var isOn = key.RotationPeriodInDays is not null && key.State is not ("PendingDeletion" or "PendingReplicaDeletion");
        return new GetKeyRotationStatusResponse(isOn, key.Arn, isOn ? key.RotationPeriodInDays : null)
        {
            NextRotationDate = isOn ? key.NextRotation : null,
        };
    }
}
