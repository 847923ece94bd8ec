using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Policies;

internal sealed record CreatePolicyRequest(
    string? PolicyName,
    string? Path,
    string? PolicyDocument,
    string? Description,
    List<ResourceTag>? Tags
);

internal static class CreatePolicy
{
    public static readonly Operation<IamState, CreatePolicyRequest, PolicyResponse> Definition = IamService.Define(
        "CreatePolicy",
        IamJson.Default.CreatePolicyRequest,
        IamJson.Default.PolicyResponse,
        Handle,
        Must.Member<CreatePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128),
        Must.Member<CreatePolicyRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072),
        Must.Each<CreatePolicyRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<PolicyResponse> Handle(IamState state, CreatePolicyRequest request, Context context)
    {
        if (Names.Check(request.PolicyName!, "policyName") is { } invalid)
            return invalid;
        if (!IamTags.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Own) is { } malformed)
            return malformed;
        var path = request.Path ?? "/";
        var arn = state.Arn("policy", path, request.PolicyName!);
        if (state.Policies.ContainsKey(arn))
            return new AwsError(
                "EntityAlreadyExists",
                $"A policy called {request.PolicyName} already exists. Duplicate names are not allowed.",
                409
            );
        var policy = new Policy
        {
            PolicyName = request.PolicyName!,
            PolicyId = IamState.NewId("ANPA"),
            Path = path,
            Arn = arn,
            CreateDate = context.Now,
            Document = request.PolicyDocument!,
            Description = request.Description,
            Tags = tags,
        };
        state.Put(context.Changes, policy);
        return new PolicyResponse(PolicyShape.Of(state, policy));
    }
}
