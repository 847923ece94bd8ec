namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal static class RemoveRoleFromInstanceProfile
{
    public static readonly Operation<IamState, ProfileRoleRequest, Nothing> Definition = IamService.Define(
        "RemoveRoleFromInstanceProfile",
        IamJson.Default.ProfileRoleRequest,
        Handle,
        ProfileRoleRequest.Constraints
    );

    private static Result<Nothing> Handle(IamState state, ProfileRoleRequest request, Context context) =>
        Kinds.InstanceProfile.Change<Nothing>(state, request.InstanceProfileName, context, profile =>
            profile.Roles.Remove(request.RoleName!)
                ? Nothing.Instance
                : IamState.Missing($"The role with name {request.RoleName} cannot be found.")
        );
}
