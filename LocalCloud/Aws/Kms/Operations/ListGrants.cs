using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Grants;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListGrantsRequest(int? Limit, string? Marker, string? KeyId, string? GrantId, string? GranteePrincipal);

internal sealed record GrantListEntry
{
    public required string KeyId { get; init; }
    public required string GrantId { get; init; }
    public string? Name { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreationDate { get; init; }
    public required string GranteePrincipal { get; init; }
    public string? RetiringPrincipal { get; init; }
    public required string IssuingAccount { get; init; }
    public required List<string> Operations { get; init; }
    public GrantConstraints? Constraints { get; init; }

    public static GrantListEntry Of(Key key, Grant grant) =>
        new()
        {
            KeyId = key.Arn,
            GrantId = grant.Id,
            Name = grant.Name,
            CreationDate = grant.Created,
            GranteePrincipal = grant.GranteePrincipal,
            RetiringPrincipal = grant.RetiringPrincipal,
            IssuingAccount = grant.IssuingAccount,
            Operations = grant.Operations,
            Constraints = grant.Constraints,
        };
}

internal sealed record ListGrantsResponse(List<GrantListEntry> Grants, string? NextMarker, bool Truncated)
{
    public static Result<ListGrantsResponse> Of(IEnumerable<GrantListEntry> grants, string? marker, int? limit) =>
        KmsErrors
            .Pages.ByKey(grants.OrderBy(g => g.GrantId, StringComparer.Ordinal), g => g.GrantId, marker, limit)
            .Ok(out var page, out var failure)
            ? new ListGrantsResponse(page.Items, page.NextToken, page.NextToken is not null)
            : failure;
}

internal static class ListGrants
{
    public static readonly Operation<KmsState, ListGrantsRequest, ListGrantsResponse> Definition = KmsService.Define(
        "ListGrants",
        KmsJson.Default.ListGrantsRequest,
        KmsJson.Default.ListGrantsResponse,
        Handle,
        Members.Limit<ListGrantsRequest>(r => r.Limit, most: 100),
        Members.Marker<ListGrantsRequest>(r => r.Marker),
        Members.KeyId<ListGrantsRequest>(r => r.KeyId),
        Must.Member<ListGrantsRequest>("grantId", r => r.GrantId).Length(1, 128),
        Must.Member<ListGrantsRequest>("granteePrincipal", r => r.GranteePrincipal).Length(1, 256)
    );

    private static Result<ListGrantsResponse> Handle(KmsState state, ListGrantsRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        var grants = key.Grants.Where(g =>
            (request.GrantId is null || g.Id == request.GrantId)
            && (request.GranteePrincipal is null || g.GranteePrincipal == request.GranteePrincipal)
        );
        return ListGrantsResponse.Of(grants.Select(g => GrantListEntry.Of(key, g)), request.Marker, request.Limit);
    }
}
