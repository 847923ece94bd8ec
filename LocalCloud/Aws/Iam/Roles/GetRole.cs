namespace LocalCloud.Aws.Iam.Roles;

internal static class GetRole
{
    public static readonly Operation<IamState, RoleRequest, RoleResponse> Definition = IamService.Define(
        "GetRole",
        IamJson.Default.RoleRequest,
        IamJson.Default.RoleResponse,
        Handle,
        Kinds.Role.Named<RoleRequest>(r => r.RoleName)
    );

    private static Result<RoleResponse> Handle(IamState state, RoleRequest request, Context context) =>
        state.Role(request.RoleName!).Ok(out var role, out var error)
            ? new RoleResponse(RoleShape.Of(role) with { RoleLastUsed = new() })
            : error;
}
