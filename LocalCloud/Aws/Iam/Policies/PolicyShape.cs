namespace LocalCloud.Aws.Iam.Policies;

internal sealed record PolicyResponse(PolicyShape Policy);

internal sealed record PolicyShape(
    string PolicyName,
    string PolicyId,
    string Arn,
    string Path,
    string DefaultVersionId,
    int AttachmentCount,
    bool IsAttachable,
    DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate,
    string? Description,
    int PermissionsBoundaryUsageCount = 0,
    List<ResourceTag>? Tags = null
)
{
    public static PolicyShape Of(IamState state, Policy policy) =>
        new(
            policy.PolicyName,
            policy.PolicyId,
            policy.Arn,
            policy.Path,
            policy.DefaultVersion,
            state.Holders.Count(h => h.Attached.Contains(policy.Arn)),
            true,
            policy.CreateDate,
            policy.UpdateDate ?? policy.CreateDate,
            policy.Description,
            Bounded(state, policy.Arn)
        );

    /// <summary>How many the policy bounds.</summary>
    public static int Bounded(IamState state, string arn) =>
        state.Users.Values.Count(u => u.PermissionsBoundary == arn) + state.Roles.Values.Count(r => r.PermissionsBoundary == arn);
}
