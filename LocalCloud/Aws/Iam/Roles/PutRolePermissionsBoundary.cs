using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record RoleBoundaryRequest(string? RoleName, string? PermissionsBoundary);

internal static class PutRolePermissionsBoundary
{
    public static readonly Operation<IamState, RoleBoundaryRequest, Nothing> Definition = IamService.Define(
        "PutRolePermissionsBoundary",
        IamJson.Default.RoleBoundaryRequest,
        Handle,
        Kinds.Role.Named<RoleBoundaryRequest>(r => r.RoleName),
        Must.Member<RoleBoundaryRequest>("permissionsBoundary", r => r.PermissionsBoundary).Required().Length(20, 2048)
    );

    private static Result<Nothing> Handle(IamState state, RoleBoundaryRequest request, Context context) =>
        Kinds.Role.Change<Nothing>(state, request.RoleName, context, role =>
        {
            if (AttachedPolicies.IsMissing(state, request.PermissionsBoundary!) is { } missing)
                return missing;
            role.PermissionsBoundary = request.PermissionsBoundary;
            return Nothing.Instance;
        });
}
