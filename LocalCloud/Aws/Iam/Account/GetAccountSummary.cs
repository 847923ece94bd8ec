namespace LocalCloud.Aws.Iam.Account;

internal sealed record SummaryRequest;

internal sealed record SummaryResponse(Dictionary<string, int> SummaryMap);

/// <summary>Quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html</summary>
internal static class GetAccountSummary
{
    public static readonly Operation<IamState, SummaryRequest, SummaryResponse> Definition = IamService.Define(
        "GetAccountSummary",
        IamJson.Default.SummaryRequest,
        IamJson.Default.SummaryResponse,
        Handle
    );

    private static Result<SummaryResponse> Handle(IamState state, SummaryRequest request, Context context) =>
        new SummaryResponse(
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
            }
        );
}
