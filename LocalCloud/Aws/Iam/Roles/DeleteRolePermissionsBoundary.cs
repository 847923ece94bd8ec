namespace LocalCloud.Aws.Iam.Roles;

internal static class DeleteRolePermissionsBoundary
{
    public static readonly Operation<IamState, RoleRequest, Nothing> Definition = IamService.Define(
        "DeleteRolePermissionsBoundary",
        IamJson.Default.RoleRequest,
        Handle,
        Kinds.Role.Named<RoleRequest>(r => r.RoleName)
    );

    private static Result<Nothing> Handle(IamState state, RoleRequest request, Context context) =>
        Kinds.Role.Change<Nothing>(state, request.RoleName, context, role =>
        {
            if (role.PermissionsBoundary is null)
                return IamState.Missing($"The role with name {role.RoleName} does not have a permissions boundary.");
            role.PermissionsBoundary = null;
            return Nothing.Instance;
        });
}
