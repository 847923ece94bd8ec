using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>The policies that users and roles have now: inline ones, those that are attached, those of a user's groups.</summary>
internal static class PoliciesOf
{
    public static OwnPolicies User(IamState state, User user) =>
        new(
            [
                .. All(state, user, "user", user.UserName),
                .. state.GroupsOf(user).SelectMany(group => All(state, group, "group", group.GroupName)),
            ],
            Boundary(state, user.PermissionsBoundary)
        );

    public static OwnPolicies Role(IamState state, Role role) =>
        new([.. All(state, role, "role", role.RoleName)], Boundary(state, role.PermissionsBoundary));

    public static OwnPolicies Group(IamState state, Group group) => new([.. All(state, group, "group", group.GroupName)]);

    /// <summary>Null for a policy whose content is not known: it grants nothing.</summary>
    public static string? Document(IamState state, string arn) =>
        state.Policies.TryGetValue(arn, out var policy) ? policy.Document : ManagedPolicies.Find(arn)?.Document;

    private static IEnumerable<AccessPolicy> All(IamState state, IPolicyHolder holder, string kind, string name)
    {
        foreach (var (policy, document) in holder.Inline)
            yield return AccessPolicy.Of(document) with
            {
                Source = $"{kind}_{name}_{policy}",
            };
        foreach (var arn in holder.Attached)
            if (Document(state, arn) is { } document)
                yield return AccessPolicy.Of(document) with
                {
                    Source = arn[(arn.LastIndexOf('/') + 1)..],
                };
    }

    // A boundary whose content is not known allows nothing, as one that was deleted does on AWS
    private static AccessPolicy? Boundary(IamState state, string? arn) =>
        arn is null ? null : AccessPolicy.Of(Document(state, arn) ?? "{}");
}
