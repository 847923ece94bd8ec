using LocalCloud.Aws.Iam.Holders;
using LocalCloud.Aws.Iam.InstanceProfiles;
using LocalCloud.Aws.Iam.Policies;
using LocalCloud.Aws.Iam.Policies.Versions;

namespace LocalCloud.Aws.Iam.Account;

internal sealed record AuthorizationDetailsRequest(List<string>? Filter, string? Marker, int? MaxItems);

internal sealed record AuthorizationDetailsResponse(
    List<UserDetail> UserDetailList,
    List<GroupDetail> GroupDetailList,
    List<RoleDetail> RoleDetailList,
    List<ManagedPolicyDetail> Policies,
    bool IsTruncated
);

internal static class GetAccountAuthorizationDetails
{
    public static readonly Operation<IamState, AuthorizationDetailsRequest, AuthorizationDetailsResponse> Definition = IamService
        .Define(
            "GetAccountAuthorizationDetails",
            IamJson.Default.AuthorizationDetailsRequest,
            IamJson.Default.AuthorizationDetailsResponse,
            Handle,
            Must.Member<AuthorizationDetailsRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        )
        .Lacking("pages: all comes at once");

    private static Result<AuthorizationDetailsResponse> Handle(IamState state, AuthorizationDetailsRequest request, Context context)
    {
        return new AuthorizationDetailsResponse(
            [
                .. Meant("User", state.Users.Values)
                    .Select(u => new UserDetail(
                        u.Path,
                        u.UserName,
                        u.UserId,
                        u.Arn,
                        u.CreateDate,
                        Inline(u),
                        [.. state.GroupsOf(u).Select(g => g.GroupName)],
                        AttachedPolicies.Of(u),
                        BoundaryShape.Of(u.PermissionsBoundary),
                        IamTags.Of(u.Tags)
                    )),
            ],
            [
                .. Meant("Group", state.Groups.Values)
                    .Select(g => new GroupDetail(g.Path, g.GroupName, g.GroupId, g.Arn, g.CreateDate, Inline(g), AttachedPolicies.Of(g))),
            ],
            [
                .. Meant("Role", state.Roles.Values)
                    .Select(r => new RoleDetail(
                        r.Path,
                        r.RoleName,
                        r.RoleId,
                        r.Arn,
                        r.CreateDate,
                        Uri.EscapeDataString(r.AssumeRolePolicyDocument),
                        [.. state.Profiles.Values.Where(p => p.Roles.Contains(r.RoleName)).Select(p => InstanceProfileShape.Of(state, p))],
                        Inline(r),
                        AttachedPolicies.Of(r),
                        BoundaryShape.Of(r.PermissionsBoundary),
                        IamTags.Of(r.Tags)
                    )),
            ],
            [
                .. Meant("LocalManagedPolicy", state.Policies.Values)
                    .Select(p =>
                        Detail(
                            PolicyShape.Of(state, p),
                            [.. PolicyVersions.Of(p).Select(v => PolicyVersionShape.Of(p, v, withDocument: true))]
                        )
                    ),
                .. Meant("AWSManagedPolicy", ManagedPolicies.All)
                    .Where(p => state.Holders.Any(h => h.Attached.Contains(p.Arn)))
                    .Select(p => Detail(ManagedPolicies.Shape(state, p), [PolicyVersionShape.Of(p)])),
            ],
            false
        );

        IEnumerable<T> Meant<T>(string kind, IEnumerable<T> all) =>
            request.Filter is null or [] || request.Filter.Contains(kind) ? all : [];
    }

    private static ManagedPolicyDetail Detail(PolicyShape policy, List<PolicyVersionShape> versions) =>
        new(
            policy.PolicyName,
            policy.PolicyId,
            policy.Arn,
            policy.Path,
            policy.DefaultVersionId,
            policy.AttachmentCount,
            policy.PermissionsBoundaryUsageCount,
            policy.IsAttachable,
            policy.CreateDate,
            policy.UpdateDate,
            policy.Description,
            versions
        );

    private static List<PolicyDetail> Inline(IPolicyHolder holder) =>
        [.. holder.Inline.Select(p => new PolicyDetail(p.Key, Uri.EscapeDataString(p.Value)))];
}
