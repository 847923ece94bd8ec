namespace LocalCloud.Aws.Iam.Policies;

internal sealed record UntagPolicyRequest(string? PolicyArn, List<string>? TagKeys);

internal static class UntagPolicy
{
    public static readonly Operation<IamState, UntagPolicyRequest, Nothing> Definition = Tagging.Untag(
        "UntagPolicy",
        IamJson.Default.UntagPolicyRequest,
        Kinds.Policy,
        r => r.PolicyArn,
        r => r.TagKeys
    );
}
