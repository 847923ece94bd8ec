namespace LocalCloud.Aws.Iam.Roles;

internal sealed record UpdateRoleRequest(string? RoleName, string? Description, int? MaxSessionDuration);

internal sealed record UpdateRoleResponse;

internal static class UpdateRole
{
    public static readonly Operation<IamState, UpdateRoleRequest, UpdateRoleResponse> Definition = IamService.Define(
        "UpdateRole",
        IamJson.Default.UpdateRoleRequest,
        IamJson.Default.UpdateRoleResponse,
        Handle,
        Kinds.Role.Named<UpdateRoleRequest>(r => r.RoleName)
    );

    private static Result<UpdateRoleResponse> Handle(IamState state, UpdateRoleRequest request, Context context) =>
        Kinds.Role.Change<UpdateRoleResponse>(state, request.RoleName, context, role =>
        {
            role.Description = request.Description ?? role.Description;
            role.MaxSessionDuration = request.MaxSessionDuration ?? role.MaxSessionDuration;
            return new UpdateRoleResponse();
        });
}
