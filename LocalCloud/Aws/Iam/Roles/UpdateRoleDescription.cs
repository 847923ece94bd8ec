namespace LocalCloud.Aws.Iam.Roles;

internal sealed record UpdateRoleDescriptionRequest(string? RoleName, string? Description);

internal static class UpdateRoleDescription
{
    public static readonly Operation<IamState, UpdateRoleDescriptionRequest, RoleResponse> Definition = IamService.Define(
        "UpdateRoleDescription",
        IamJson.Default.UpdateRoleDescriptionRequest,
        IamJson.Default.RoleResponse,
        Handle,
        Kinds.Role.Named<UpdateRoleDescriptionRequest>(r => r.RoleName)
    );

    private static Result<RoleResponse> Handle(IamState state, UpdateRoleDescriptionRequest request, Context context) =>
        Kinds.Role.Change<RoleResponse>(state, request.RoleName, context, role =>
        {
            role.Description = request.Description;
            return new RoleResponse(RoleShape.Of(role));
        });
}
