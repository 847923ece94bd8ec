using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ScheduleKeyDeletionRequest(string? KeyId, int? PendingWindowInDays);

internal sealed record ScheduleKeyDeletionResponse(string KeyId, string KeyState, int PendingWindowInDays)
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? DeletionDate { get; init; }
}

internal static class ScheduleKeyDeletion
{
    public static readonly Operation<KmsState, ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> Definition = KmsService.Define(
        "ScheduleKeyDeletion",
        KmsJson.Default.ScheduleKeyDeletionRequest,
        KmsJson.Default.ScheduleKeyDeletionResponse,
        Handle,
        Members.KeyId<ScheduleKeyDeletionRequest>(r => r.KeyId),
        Must.Member<ScheduleKeyDeletionRequest>("pendingWindowInDays", r => r.PendingWindowInDays).Range(1, 365)
    );

    private static Result<ScheduleKeyDeletionResponse> Handle(KmsState state, ScheduleKeyDeletionRequest request, Context context)
    {
        var days = request.PendingWindowInDays ?? 30;
        if (days is < 7 or > 30)
            return KmsErrors.Validation("PendingWindowInDays must be between 7 and 30 (inclusive)");
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State is "PendingDeletion" or "PendingReplicaDeletion")
            return KmsErrors.InvalidState(key);
        key.PendingWindowInDays = days;
        // A primary goes after its replicas: its window begins when the last of them is gone
        if (!key.IsPrimary || state.Family(key).Count == 1)
            key.DeletionDate = context.Now.AddDays(days);
        key.Enabled = false;
        state.Put(context.Changes, key);
        return new ScheduleKeyDeletionResponse(key.Arn, key.State, days) { DeletionDate = key.DeletionDate };
    }
}
