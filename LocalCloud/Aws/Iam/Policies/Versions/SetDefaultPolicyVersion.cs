namespace LocalCloud.Aws.Iam.Policies.Versions;

internal static class SetDefaultPolicyVersion
{
    public static readonly Operation<IamState, PolicyRequest, Nothing> Definition = IamService.Define(
        "SetDefaultPolicyVersion",
        IamJson.Default.PolicyRequest,
        Handle,
        PolicyVersions.Named
    );

    private static Result<Nothing> Handle(IamState state, PolicyRequest request, Context context) =>
        Kinds.Policy.Change<Nothing>(state, request.PolicyArn, context, policy =>
        {
            if (PolicyVersions.Of(policy).Find(v => v.Id == request.VersionId) is not { } version)
                return PolicyVersions.Missing(request);
            PolicyVersions.MakeDefault(policy, version, context);
            return Nothing.Instance;
        });
}
