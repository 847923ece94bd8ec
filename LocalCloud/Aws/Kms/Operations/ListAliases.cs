using System.Text.Json.Serialization;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListAliasesRequest(string? KeyId, int? Limit, string? Marker);

internal sealed record AliasListEntry(string AliasName, string AliasArn, string TargetKeyId)
{
    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreationDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset LastUpdatedDate { get; init; }
}

internal sealed record ListAliasesResponse(List<AliasListEntry> Aliases, string? NextMarker, bool Truncated);

internal static class ListAliases
{
    public static readonly Operation<KmsState, ListAliasesRequest, ListAliasesResponse> Definition = KmsService.Define(
        "ListAliases",
        KmsJson.Default.ListAliasesRequest,
        KmsJson.Default.ListAliasesResponse,
        Handle,
        Must.Member<ListAliasesRequest>("keyId", r => r.KeyId).Length(1, 2048),
        Members.Limit<ListAliasesRequest>(r => r.Limit, most: 100),
        Members.Marker<ListAliasesRequest>(r => r.Marker)
    );

    private static Result<ListAliasesResponse> Handle(KmsState state, ListAliasesRequest request, Context context)
    {
        state.Settle(context);
        var aliases = state.Aliases(context.Scope.Region);
        if (request.KeyId is { } id)
        {
            if (!state.Key(id, context).Ok(out var key, out var error))
                return error;
            aliases = aliases.Where(a => a.TargetKeyId == key.Id);
        }
        return KmsErrors.Pages.ByKey(aliases, a => a.Name, request.Marker, request.Limit).Ok(out var page, out var failure)
            ? new ListAliasesResponse([.. page.Items.Select(a => Entry(a, context))], page.NextToken, page.NextToken is not null)
            : failure;
    }

    private static AliasListEntry Entry(Alias alias, Context context) =>
        new(alias.Name, context.Scope.Arn("kms", alias.Name), alias.TargetKeyId)
        {
            CreationDate = alias.Created,
            LastUpdatedDate = alias.Updated,
        };
}
