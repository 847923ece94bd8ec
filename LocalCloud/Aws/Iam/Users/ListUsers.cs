namespace LocalCloud.Aws.Iam.Users;

internal sealed record ListUsersResponse(List<UserShape> Users, bool IsTruncated, string? Marker = null);

internal static class ListUsers
{
    public static readonly Operation<IamState, ListUsersRequest, ListUsersResponse> Definition = IamService.Define(
        "ListUsers",
        IamJson.Default.ListUsersRequest,
        IamJson.Default.ListUsersResponse,
        Handle,
        Must.Member<ListUsersRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
    );

    private static Result<ListUsersResponse> Handle(IamState state, ListUsersRequest request, Context context) =>
        IamState
            .Pages.ByOffset(
                state
                    .Users.Values.Where(u => u.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                    .Select(u => UserShape.Of(u) with { Tags = null, PermissionsBoundary = null }),
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out var error)
            ? new ListUsersResponse(page.Items, page.NextToken is not null, page.NextToken)
            : error;
}
