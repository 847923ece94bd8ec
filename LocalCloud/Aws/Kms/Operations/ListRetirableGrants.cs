namespace LocalCloud.Aws.Kms.Operations;

internal sealed record ListRetirableGrantsRequest(int? Limit, string? Marker, string? RetiringPrincipal);

internal static class ListRetirableGrants
{
    public static readonly Operation<KmsState, ListRetirableGrantsRequest, ListGrantsResponse> Definition = KmsService.Define(
        "ListRetirableGrants",
        KmsJson.Default.ListRetirableGrantsRequest,
        KmsJson.Default.ListGrantsResponse,
        Handle,
        Members.Limit<ListRetirableGrantsRequest>(r => r.Limit, most: 100),
        Members.Marker<ListRetirableGrantsRequest>(r => r.Marker),
        Must.Member<ListRetirableGrantsRequest>("retiringPrincipal", r => r.RetiringPrincipal).Required().Length(1, 256)
    );

    private static Result<ListGrantsResponse> Handle(KmsState state, ListRetirableGrantsRequest request, Context context)
    {
        state.Settle(context);
        var grants =
            from key in state.Keys(context.Scope.Region)
            from grant in key.Grants
            where grant.RetiringPrincipal == request.RetiringPrincipal
            select GrantListEntry.Of(key, grant);
        return ListGrantsResponse.Of(grants, request.Marker, request.Limit);
    }
}
