using LocalCloud.Aws.Iam.Users;

namespace LocalCloud.Aws.Iam.Groups;

internal sealed record GetGroupResponse(GroupShape Group, List<UserShape> Users, bool IsTruncated, string? Marker);

internal static class GetGroup
{
    public static readonly Operation<IamState, GroupRequest, GetGroupResponse> Definition = IamService.Define(
        "GetGroup",
        IamJson.Default.GroupRequest,
        IamJson.Default.GetGroupResponse,
        Handle,
        Kinds.Group.Named<GroupRequest>(r => r.GroupName)
    );

    private static Result<GetGroupResponse> Handle(IamState state, GroupRequest request, Context context) =>
        !state.Group(request.GroupName!).Ok(out var group, out var error) ? error
        : IamState
            .Pages.ByOffset(
                group.Members.Select(name => UserShape.Of(state.Users[name]) with { Tags = null, PermissionsBoundary = null }),
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out error)
            ? new GetGroupResponse(GroupShape.Of(group), page.Items, page.NextToken is not null, page.NextToken)
        : error;
}
