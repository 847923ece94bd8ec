namespace LocalCloud.Aws.Iam.Groups;

internal static class AddUserToGroup
{
    public static readonly Operation<IamState, MembershipRequest, Nothing> Definition = IamService.Define(
        "AddUserToGroup",
        IamJson.Default.MembershipRequest,
        Handle,
        MembershipRequest.Constraints
    );

    private static Result<Nothing> Handle(IamState state, MembershipRequest request, Context context) =>
        request.Change(state, context, (group, user) => group.Members.Add(user.UserName));
}
