namespace LocalCloud.Aws.Iam.Policies;

internal sealed record TagPolicyRequest(string? PolicyArn, List<ResourceTag>? Tags);

internal static class TagPolicy
{
    public static readonly Operation<IamState, TagPolicyRequest, Nothing> Definition = Tagging.Tag(
        "TagPolicy",
        IamJson.Default.TagPolicyRequest,
        Kinds.Policy,
        r => r.PolicyArn,
        r => r.Tags
    );
}
