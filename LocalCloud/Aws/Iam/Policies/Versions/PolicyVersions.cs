namespace LocalCloud.Aws.Iam.Policies.Versions;

/// <summary>A policy has up to five versions, one of which counts.</summary>
internal static class PolicyVersions
{
    public const int Most = 5;

    public static Member<PolicyRequest>[] Named =>
        [Kinds.Policy.Named<PolicyRequest>(r => r.PolicyArn), Must.Member<PolicyRequest>("versionId", r => r.VersionId).Required()];

    public static List<PolicyVersion> Of(Policy policy) =>
        policy.Versions.Count > 0 ? policy.Versions : [new(policy.DefaultVersion, policy.Document, policy.CreateDate)];

    public static void MakeDefault(Policy policy, PolicyVersion version, Context context) =>
        (policy.DefaultVersion, policy.Document, policy.UpdateDate) = (version.Id, version.Document, context.Now);

    public static AwsError Missing(PolicyRequest request) =>
        IamState.Missing($"Policy {request.PolicyArn} version {request.VersionId} does not exist or is not attachable.");
}
