using System.Globalization;

namespace LocalCloud.Aws.Iam.Roles.ServiceLinked;

internal sealed record DeletionTaskResponse(string DeletionTaskId);

internal static class DeleteServiceLinkedRole
{
    public static readonly Operation<IamState, RoleRequest, DeletionTaskResponse> Definition = IamService.Define(
        "DeleteServiceLinkedRole",
        IamJson.Default.RoleRequest,
        IamJson.Default.DeletionTaskResponse,
        Handle,
        Kinds.Role.Named<RoleRequest>(r => r.RoleName)
    );

    private static Result<DeletionTaskResponse> Handle(IamState state, RoleRequest request, Context context)
    {
        if (!state.Role(request.RoleName!).Ok(out var role, out var error))
            return error;
        if (!role.Path.StartsWith(ServiceLinkedRole.Path, StringComparison.Ordinal))
            return new AwsError("InvalidInput", $"Role {role.RoleName} is not a service-linked role.");
        state.Delete(context.Changes, role);
        return new DeletionTaskResponse($"task{role.Path}{role.RoleName}/{Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)}");
    }
}
