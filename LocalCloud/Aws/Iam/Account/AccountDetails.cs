using LocalCloud.Aws.Iam.Holders;
using LocalCloud.Aws.Iam.InstanceProfiles;
using LocalCloud.Aws.Iam.Policies.Versions;

namespace LocalCloud.Aws.Iam.Account;

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
    List<ResourceTag>? Tags
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
    List<ResourceTag>? Tags
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
