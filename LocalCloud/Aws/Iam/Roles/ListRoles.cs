namespace LocalCloud.Aws.Iam.Roles;

internal sealed record ListRolesRequest(string? PathPrefix, string? Marker, int? MaxItems);

internal sealed record ListRolesResponse(List<RoleShape> Roles, bool IsTruncated, string? Marker = null);

internal static class ListRoles
{
    public static readonly Operation<IamState, ListRolesRequest, ListRolesResponse> Definition = IamService.Define(
        "ListRoles",
        IamJson.Default.ListRolesRequest,
        IamJson.Default.ListRolesResponse,
        Handle,
        Must.Member<ListRolesRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
    );

    private static Result<ListRolesResponse> Handle(IamState state, ListRolesRequest request, Context context) =>
        IamState
            .Pages.ByOffset(
                state
                    .Roles.Values.Where(r => r.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                    .Select(r => RoleShape.Of(r) with { Tags = null }),
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out var error)
            ? new ListRolesResponse(page.Items, page.NextToken is not null, page.NextToken)
            : error;
}
