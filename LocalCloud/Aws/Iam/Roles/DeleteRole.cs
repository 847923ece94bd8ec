namespace LocalCloud.Aws.Iam.Roles;

internal static class DeleteRole
{
    public static readonly Operation<IamState, RoleRequest, Nothing> Definition = IamService.Define(
        "DeleteRole",
        IamJson.Default.RoleRequest,
        Handle,
        Kinds.Role.Named<RoleRequest>(r => r.RoleName)
    );

    private static Result<Nothing> Handle(IamState state, RoleRequest request, Context context)
    {
        if (!state.Role(request.RoleName!).Ok(out var role, out var error))
            return error;
        if (DeleteConflict.OfPolicies(role) is { } policies)
            return policies;
        if (state.Profiles.Values.Any(p => p.Roles.Contains(role.RoleName)))
            return DeleteConflict.Of("remove roles from instance profile");
        state.Delete(context.Changes, role);
        return Nothing.Instance;
    }
}
