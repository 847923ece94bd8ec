namespace LocalCloud.Aws.Iam.Policies;

internal static class ListPolicyTags
{
    public static readonly Operation<IamState, PolicyRequest, ListTagsResponse> Definition = Tagging.List(
        "ListPolicyTags",
        IamJson.Default.PolicyRequest,
        Kinds.Policy,
        r => r.PolicyArn
    );
}
