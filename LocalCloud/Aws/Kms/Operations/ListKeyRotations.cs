using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListKeyRotationsRequest(string? KeyId, string? IncludeKeyMaterial, int? Limit, string? Marker);

internal sealed record RotationsListEntry(string KeyId, string KeyMaterialId, string KeyMaterialState, string? RotationType)
{
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? RotationDate { get; init; }
}

internal sealed record ListKeyRotationsResponse(List<RotationsListEntry> Rotations, string? NextMarker, bool Truncated);

internal static class ListKeyRotations
{
    public static readonly Operation<KmsState, ListKeyRotationsRequest, ListKeyRotationsResponse> Definition = KmsService.Define(
        "ListKeyRotations",
        KmsJson.Default.ListKeyRotationsRequest,
        KmsJson.Default.ListKeyRotationsResponse,
        Handle,
        Members.KeyId<ListKeyRotationsRequest>(r => r.KeyId),
        Must.Member<ListKeyRotationsRequest>("includeKeyMaterial", r => r.IncludeKeyMaterial).Enum("ALL_KEY_MATERIAL", "ROTATIONS_ONLY"),
        Members.Limit<ListKeyRotationsRequest>(r => r.Limit),
        Members.Marker<ListKeyRotationsRequest>(r => r.Marker)
    );

    private static Result<ListKeyRotationsResponse> Handle(KmsState state, ListKeyRotationsRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State is "PendingDeletion" or "PendingReplicaDeletion")
            return KmsErrors.InvalidState(key);
        if (Rotation.Refuse(key) is { } refused)
            return refused;
        var listed = key.Materials.Where(m => m.Rotation is not null || request.IncludeKeyMaterial == "ALL_KEY_MATERIAL");
        var entries = listed.Select(m => new RotationsListEntry(key.Id, m.Id, m == key.Current ? "CURRENT" : "NON_CURRENT", m.Rotation)
        {
            RotationDate = m.Rotation is null ? null : m.Created,
        });
        return KmsErrors.Pages.ByOffset(entries, request.Marker, request.Limit ?? 100).Ok(out var page, out var failure)
            ? new ListKeyRotationsResponse(page.Items, page.NextToken, page.NextToken is not null)
            : failure;
    }
}
