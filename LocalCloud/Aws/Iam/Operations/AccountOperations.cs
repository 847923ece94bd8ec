using LocalCloud.Aws.Iam.Operations.Users;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record AliasRequest(string? AccountAlias);

internal sealed record ListAliasesRequest(string? Marker, int? MaxItems);

internal sealed record ListAliasesResponse(List<string> AccountAliases, bool IsTruncated);

internal sealed record SummaryRequest;

internal sealed record SummaryResponse(Dictionary<string, int> SummaryMap);

internal sealed record MfaDeviceShape(string UserName, string SerialNumber, DateTimeOffset EnableDate);

internal sealed record ListMfaDevicesResponse(
    [property: System.Text.Json.Serialization.JsonPropertyName("MFADevices")] List<MfaDeviceShape> Devices,
    bool IsTruncated
);

internal sealed record AuthorizationDetailsRequest(List<string>? Filter, string? Marker, int? MaxItems);

internal sealed record PolicyDetail(string PolicyName, string PolicyDocument);

internal sealed record UserDetail(
    string Path,
    string UserName,
    string UserId,
    string Arn,
    DateTimeOffset CreateDate,
    List<PolicyDetail> UserPolicyList,
    List<string> GroupList,
    List<AttachedPolicy> AttachedManagedPolicies,
    BoundaryShape? PermissionsBoundary,
    List<TagShape>? Tags
);

internal sealed record GroupDetail(
    string Path,
    string GroupName,
    string GroupId,
    string Arn,
    DateTimeOffset CreateDate,
    List<PolicyDetail> GroupPolicyList,
    List<AttachedPolicy> AttachedManagedPolicies
);

internal sealed record RoleDetail(
    string Path,
    string RoleName,
    string RoleId,
    string Arn,
    DateTimeOffset CreateDate,
    string AssumeRolePolicyDocument,
    List<InstanceProfileShape> InstanceProfileList,
    List<PolicyDetail> RolePolicyList,
    List<AttachedPolicy> AttachedManagedPolicies,
    BoundaryShape? PermissionsBoundary,
    List<TagShape>? Tags
);

internal sealed record ManagedPolicyDetail(
    string PolicyName,
    string PolicyId,
    string Arn,
    string Path,
    string DefaultVersionId,
    int AttachmentCount,
    int PermissionsBoundaryUsageCount,
    bool IsAttachable,
    DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate,
    string? Description,
    List<PolicyVersionShape> PolicyVersionList
);

internal sealed record AuthorizationDetailsResponse(
    List<UserDetail> UserDetailList,
    List<GroupDetail> GroupDetailList,
    List<RoleDetail> RoleDetailList,
    List<ManagedPolicyDetail> Policies,
    bool IsTruncated
);

/// <summary>What is asked of an account as a whole.</summary>
internal static class AccountOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateAccountAlias",
            Json.AliasRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                state.PutAlias(context.Changes, request.AccountAlias);
                return Nothing.Instance;
            },
            Alias
        ),
        IamService.Define(
            "DeleteAccountAlias",
            Json.AliasRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (state.Alias != request.AccountAlias)
                    return IamState.Missing($"The account alias {request.AccountAlias} cannot be found.");
                state.PutAlias(context.Changes, null);
                return Nothing.Instance;
            },
            Alias
        ),
        IamService.Define("ListAccountAliases", Json.ListAliasesRequest, Json.ListAliasesResponse, (state, _, _) =>
            new ListAliasesResponse(state.Alias is { } alias ? [alias] : [], false)
        ),
        IamService.Define("GetAccountSummary", Json.SummaryRequest, Json.SummaryResponse, (state, _, _) =>
            new SummaryResponse(Summary(state))
        ),
        IamService
            .Define(
                "GetAccountAuthorizationDetails",
                Json.AuthorizationDetailsRequest,
                Json.AuthorizationDetailsResponse,
                Details,
                Must.Member<AuthorizationDetailsRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
            )
            .Lacking("pages: all comes at once"),
        IamService
            .Define("ListMFADevices", Json.ListUserPagesRequest, Json.ListMfaDevicesResponse, (state, request, context) =>
                request.UserName is { } name && !state.User(name).Ok(out _, out var error) ? error : new ListMfaDevicesResponse([], false)
            )
            .Lacking("there are none: none can be made"),
    ];

    private static ValueMember<AliasRequest> Alias =>
        Must.Member<AliasRequest>("accountAlias", r => r.AccountAlias).Required().Length(3, 63);

    // Quotas: docs, IAM and STS quotas
    private static Dictionary<string, int> Summary(IamState state) =>
        new()
        {
            ["Users"] = state.Users.Count,
            ["UsersQuota"] = 5000,
            ["Groups"] = state.Groups.Count,
            ["GroupsQuota"] = 300,
            ["Roles"] = state.Roles.Count,
            ["RolesQuota"] = 1000,
            ["Policies"] = state.Policies.Count,
            ["PoliciesQuota"] = 1500,
            ["InstanceProfiles"] = state.Profiles.Count,
            ["InstanceProfilesQuota"] = 1000,
            ["Providers"] = state.Providers.Count,
            ["AccessKeysPerUserQuota"] = 2,
            ["AttachedPoliciesPerUserQuota"] = 10,
            ["AttachedPoliciesPerGroupQuota"] = 10,
            ["AttachedPoliciesPerRoleQuota"] = 10,
            ["GroupsPerUserQuota"] = 10,
            ["VersionsPerPolicyQuota"] = 5,
            ["UserPolicySizeQuota"] = 2048,
            ["GroupPolicySizeQuota"] = 5120,
            ["AssumeRolePolicySizeQuota"] = 2048,
            ["PolicySizeQuota"] = 6144,
            ["MFADevices"] = 0,
            ["MFADevicesInUse"] = 0,
            ["AccountMFAEnabled"] = 0,
            ["AccountAccessKeysPresent"] = 0,
            ["AccountPasswordPresent"] = 1,
            ["ServerCertificates"] = 0,
            ["ServerCertificatesQuota"] = 20,
            ["GlobalEndpointTokenVersion"] = 1,
        };

    private static Result<AuthorizationDetailsResponse> Details(IamState state, AuthorizationDetailsRequest request, Context context)
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
                        HolderPolicies.Attached(u),
                        u.PermissionsBoundary is { } boundary ? new("Policy", boundary) : null,
                        TagShape.Of(u.Tags)
                    )),
            ],
            [
                .. Meant("Group", state.Groups.Values)
                    .Select(g => new GroupDetail(
                        g.Path,
                        g.GroupName,
                        g.GroupId,
                        g.Arn,
                        g.CreateDate,
                        Inline(g),
                        HolderPolicies.Attached(g)
                    )),
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
                        [
                            .. state
                                .Profiles.Values.Where(p => p.Roles.Contains(r.RoleName))
                                .Select(p => InstanceProfileOperations.Shape(state, p)),
                        ],
                        Inline(r),
                        HolderPolicies.Attached(r),
                        r.PermissionsBoundary is { } boundary ? new("Policy", boundary) : null,
                        TagShape.Of(r.Tags)
                    )),
            ],
            [
                .. Meant("LocalManagedPolicy", state.Policies.Values)
                    .Select(p =>
                        Detail(
                            PolicyOperations.Shape(state, p),
                            [.. PolicyVersions.Of(p).Select(v => PolicyVersions.Shape(p, v, withDocument: true))]
                        )
                    ),
                .. Meant("AWSManagedPolicy", ManagedPolicies.All)
                    .Where(p => state.Holders.Any(h => h.Attached.Contains(p.Arn)))
                    .Select(p =>
                        Detail(
                            ManagedPolicies.Shape(state, p),
                            [new(Uri.EscapeDataString(p.Document), "v1", true, DateTimeOffset.UnixEpoch)]
                        )
                    ),
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
