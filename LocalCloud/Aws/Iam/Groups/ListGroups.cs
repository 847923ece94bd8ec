using LocalCloud.Aws.Iam.Users;

namespace LocalCloud.Aws.Iam.Groups;

internal static class ListGroups
{
    public static readonly Operation<IamState, ListUsersRequest, ListGroupsResponse> Definition = IamService.Define(
        "ListGroups",
        IamJson.Default.ListUsersRequest,
        IamJson.Default.ListGroupsResponse,
        Handle,
        Must.Member<ListUsersRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
    );

    private static Result<ListGroupsResponse> Handle(IamState state, ListUsersRequest request, Context context) =>
        IamState
            .Pages.ByOffset(
                state
                    .Groups.Values.Where(g => g.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                    .Select(GroupShape.Of),
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out var error)
            ? new ListGroupsResponse(page.Items, page.NextToken is not null, page.NextToken)
            : error;
}
