using LocalCloud.Aws.Iam.Users;

namespace LocalCloud.Aws.Iam.Groups;

internal static class ListGroupsForUser
{
    public static readonly Operation<IamState, ListUserPagesRequest, ListGroupsResponse> Definition = IamService.Define(
        "ListGroupsForUser",
        IamJson.Default.ListUserPagesRequest,
        IamJson.Default.ListGroupsResponse,
        Handle,
        Kinds.User.Named<ListUserPagesRequest>(r => r.UserName)
    );

    private static Result<ListGroupsResponse> Handle(IamState state, ListUserPagesRequest request, Context context) =>
        state.User(request.UserName!).Ok(out var user, out var error)
            ? new ListGroupsResponse([.. state.GroupsOf(user).Select(GroupShape.Of)], false)
            : error;
}
