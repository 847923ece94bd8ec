namespace LocalCloud.Aws.Iam.Operations;

internal sealed record PolicyShape(
    string PolicyName, string PolicyId, string Arn, string Path, string DefaultVersionId, int AttachmentCount, bool IsAttachable, DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate, string? Description);

internal sealed record CreatePolicyRequest(string? PolicyName, string? Path, string? PolicyDocument, string? Description, List<TagShape>? Tags);

internal sealed record PolicyResponse(PolicyShape Policy);

internal sealed record PolicyRequest(string? PolicyArn, string? VersionId = null);

internal sealed record PolicyVersionShape(string Document, string VersionId, bool IsDefaultVersion, DateTimeOffset CreateDate);

internal sealed record PolicyVersionResponse(PolicyVersionShape PolicyVersion);

internal sealed record ListPoliciesRequest(string? Scope, bool? OnlyAttached, string? PathPrefix, string? PolicyUsageFilter, string? Marker, int? MaxItems);

internal sealed record ListPoliciesResponse(List<PolicyShape> Policies, bool IsTruncated);

/// <summary>Policies of one's own; each has one version.</summary>
internal static class PolicyOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define("CreatePolicy", Json.CreatePolicyRequest, Json.PolicyResponse, Create,
            Must.Member<CreatePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128),
            Must.Member<CreatePolicyRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072))
            .Lacking("Tags are not kept"),
        IamService.Define("GetPolicy", Json.PolicyRequest, Json.PolicyResponse, (state, request, _) =>
            Find(state, request.PolicyArn!).Ok(out var policy, out var error) ? new PolicyResponse(Shape(state, policy)) : error, Named),
        IamService.Define("GetPolicyVersion", Json.PolicyRequest, Json.PolicyVersionResponse, (state, request, _) =>
            Find(state, request.PolicyArn!).Ok(out var policy, out var error)
                ? new PolicyVersionResponse(new(Uri.EscapeDataString(policy.Document), "v1", true, policy.CreateDate))
                : error, Named),
        IamService.Define("DeletePolicy", Json.PolicyRequest, CoreJson.Default.Nothing, Delete, Named),
        IamService.Define("ListPolicies", Json.ListPoliciesRequest, Json.ListPoliciesResponse, (state, request, _) =>
            new ListPoliciesResponse([.. state.Policies.Values.Select(p => Shape(state, p))], false))
            .Lacking("AWS's own policies"),
    ];

    private static ValueMember<PolicyRequest> Named => Must.Member<PolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048);

    private static Result<Policy> Find(IamState state, string arn) =>
        state.Policies.TryGetValue(arn, out var policy) ? policy : IamState.Missing($"Policy {arn} was not found.");

    private static Result<PolicyResponse> Create(IamState state, CreatePolicyRequest request, Context context)
    {
        if (!RoleOperations.IsDocument(request.PolicyDocument)) return RoleOperations.Malformed;
        var path = request.Path ?? "/";
        var arn = state.Arn("policy", path, request.PolicyName!);
        if (state.Policies.ContainsKey(arn)) return new AwsError("EntityAlreadyExists", $"A policy called {request.PolicyName} already exists. Duplicate names are not allowed.", 409);
        var policy = new Policy
        {
            PolicyName = request.PolicyName!,
            PolicyId = IamState.NewId("ANPA"),
            Path = path,
            Arn = arn,
            CreateDate = context.Now,
            Document = request.PolicyDocument!,
            Description = request.Description,
        };
        state.Put(context.Changes, policy);
        return new PolicyResponse(Shape(state, policy));
    }

    private static Result<Nothing> Delete(IamState state, PolicyRequest request, Context context)
    {
        if (!Find(state, request.PolicyArn!).Ok(out var policy, out var error)) return error;
        if (state.Roles.Values.Any(r => r.Attached.Contains(policy.Arn)))
            return new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
        state.Policies.Remove(policy.Arn);
        context.Changes.Delete("policies", policy.Arn);
        return Nothing.Instance;
    }

    private static PolicyShape Shape(IamState state, Policy policy) => new(
        policy.PolicyName, policy.PolicyId, policy.Arn, policy.Path, "v1", state.Roles.Values.Count(r => r.Attached.Contains(policy.Arn)), true,
        policy.CreateDate, policy.CreateDate, policy.Description);
}
