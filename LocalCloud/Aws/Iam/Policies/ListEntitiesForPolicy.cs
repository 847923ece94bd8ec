using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Policies;

internal sealed record EntitiesRequest(
    string? PolicyArn,
    string? EntityFilter,
    string? PathPrefix,
    string? PolicyUsageFilter,
    string? Marker,
    int? MaxItems
);

internal sealed record PolicyUser(string UserName, string UserId);

internal sealed record PolicyGroup(string GroupName, string GroupId);

internal sealed record PolicyRole(string RoleName, string RoleId);

internal sealed record EntitiesResponse(
    List<PolicyGroup> PolicyGroups,
    List<PolicyUser> PolicyUsers,
    List<PolicyRole> PolicyRoles,
    bool IsTruncated
);

internal static class ListEntitiesForPolicy
{
    public static readonly Operation<IamState, EntitiesRequest, EntitiesResponse> Definition = IamService.Define(
        "ListEntitiesForPolicy",
        IamJson.Default.EntitiesRequest,
        IamJson.Default.EntitiesResponse,
        Handle,
        Kinds.Policy.Named<EntitiesRequest>(r => r.PolicyArn),
        Must.Member<EntitiesRequest>("entityFilter", r => r.EntityFilter)
            .Enum("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"),
        Must.Member<EntitiesRequest>("policyUsageFilter", r => r.PolicyUsageFilter).Enum("PermissionsPolicy", "PermissionsBoundary")
    );

    private static Result<EntitiesResponse> Handle(IamState state, EntitiesRequest request, Context context)
    {
        if (AttachedPolicies.IsMissing(state, request.PolicyArn!) is not null)
            return IamState.Missing($"Policy {request.PolicyArn} was not found.");
        var (asPolicy, asBoundary) = (
            request.PolicyUsageFilter is not "PermissionsBoundary",
            request.PolicyUsageFilter is not "PermissionsPolicy"
        );
        return new EntitiesResponse(
            [.. Meant(state.Groups.Values, "Group", g => g.Path, _ => null).Select(g => new PolicyGroup(g.GroupName, g.GroupId))],
            [
                .. Meant(state.Users.Values, "User", u => u.Path, u => u.PermissionsBoundary)
                    .Select(u => new PolicyUser(u.UserName, u.UserId)),
            ],
            [
                .. Meant(state.Roles.Values, "Role", r => r.Path, r => r.PermissionsBoundary)
                    .Select(r => new PolicyRole(r.RoleName, r.RoleId)),
            ],
            false
        );

        IEnumerable<T> Meant<T>(IEnumerable<T> all, string kind, Func<T, string> path, Func<T, string?> boundary)
            where T : IPolicyHolder =>
            request.EntityFilter is { } filter && filter != kind
                ? []
                : all.Where(one =>
                    path(one).StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)
                    && (asPolicy && one.Attached.Contains(request.PolicyArn!) || asBoundary && boundary(one) == request.PolicyArn)
                );
    }
}
