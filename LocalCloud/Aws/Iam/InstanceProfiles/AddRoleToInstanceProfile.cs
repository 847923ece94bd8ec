namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal static class AddRoleToInstanceProfile
{
    public static readonly Operation<IamState, ProfileRoleRequest, Nothing> Definition = IamService.Define(
        "AddRoleToInstanceProfile",
        IamJson.Default.ProfileRoleRequest,
        Handle,
        ProfileRoleRequest.Constraints
    );

    private static Result<Nothing> Handle(IamState state, ProfileRoleRequest request, Context context) =>
        Kinds.InstanceProfile.Change<Nothing>(state, request.InstanceProfileName, context, profile =>
        {
            if (!state.Role(request.RoleName!).Ok(out var role, out var error))
                return error;
            if (profile.Roles.Count > 0)
                return new AwsError("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", 409);
            profile.Roles.Add(role.RoleName);
            return Nothing.Instance;
        });
}
