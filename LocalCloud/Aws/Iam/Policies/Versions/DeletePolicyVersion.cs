namespace LocalCloud.Aws.Iam.Policies.Versions;

internal static class DeletePolicyVersion
{
    public static readonly Operation<IamState, PolicyRequest, Nothing> Definition = IamService.Define(
        "DeletePolicyVersion",
        IamJson.Default.PolicyRequest,
        Handle,
        PolicyVersions.Named
    );

    private static Result<Nothing> Handle(IamState state, PolicyRequest request, Context context) =>
        Kinds.Policy.Change<Nothing>(state, request.PolicyArn, context, policy => request.VersionId == policy.DefaultVersion
                ? new AwsError("DeleteConflict", "Cannot delete the default version of a policy.", 409)
            : policy.Versions.RemoveAll(v => v.Id == request.VersionId) == 0 ? PolicyVersions.Missing(request)
            : Nothing.Instance);
}
