namespace LocalCloud.Aws.Iam.Policies;

internal static class DeletePolicy
{
    public static readonly Operation<IamState, PolicyRequest, Nothing> Definition = IamService.Define(
        "DeletePolicy",
        IamJson.Default.PolicyRequest,
        Handle,
        Kinds.Policy.Named<PolicyRequest>(r => r.PolicyArn)
    );

    private static Result<Nothing> Handle(IamState state, PolicyRequest request, Context context)
    {
        if (!state.Policy(request.PolicyArn!).Ok(out var policy, out var error))
            return error;
        if (state.Holders.Any(h => h.Attached.Contains(policy.Arn)))
            return new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
        if (policy.Versions.Count > 1)
            return new AwsError(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default "
                    + "version is deleted with the policy.",
                409
            );
        state.Delete(context.Changes, policy);
        return Nothing.Instance;
    }
}
