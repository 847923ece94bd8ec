using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record PolicyShape(
    string PolicyName,
    string PolicyId,
    string Arn,
    string Path,
    string DefaultVersionId,
    int AttachmentCount,
    bool IsAttachable,
    DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate,
    string? Description,
    int PermissionsBoundaryUsageCount = 0,
    List<TagShape>? Tags = null
);

internal sealed record CreatePolicyRequest(
    string? PolicyName,
    string? Path,
    string? PolicyDocument,
    string? Description,
    List<TagShape>? Tags
);

internal sealed record PolicyResponse(PolicyShape Policy);

internal sealed record TagPolicyRequest(string? PolicyArn, List<TagShape>? Tags);

internal sealed record UntagPolicyRequest(string? PolicyArn, List<string>? TagKeys);

internal sealed record PolicyRequest(string? PolicyArn, string? VersionId = null);

internal sealed record PolicyVersionShape(string? Document, string VersionId, bool IsDefaultVersion, DateTimeOffset CreateDate);

internal sealed record PolicyVersionResponse(PolicyVersionShape PolicyVersion);

internal sealed record ListPoliciesRequest(
    string? Scope,
    bool? OnlyAttached,
    string? PathPrefix,
    string? PolicyUsageFilter,
    string? Marker,
    int? MaxItems
);

internal sealed record ListPoliciesResponse(List<PolicyShape> Policies, bool IsTruncated, string? Marker = null);

/// <summary>Policies of one's own, and AWS's that are known.</summary>
internal static class PolicyOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreatePolicy",
            Json.CreatePolicyRequest,
            Json.PolicyResponse,
            Create,
            Must.Member<CreatePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128),
            Must.Member<CreatePolicyRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072),
            Must.Each<CreatePolicyRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "GetPolicy",
            Json.PolicyRequest,
            Json.PolicyResponse,
            (state, request, _) =>
                ManagedPolicies.Find(request.PolicyArn!) is { } managed ? new PolicyResponse(ManagedPolicies.Shape(state, managed))
                : Find(state, request.PolicyArn!).Ok(out var policy, out var error)
                    ? new PolicyResponse(Shape(state, policy) with { Tags = TagShape.Of(policy.Tags) })
                : error,
            Named
        ),
        IamService.Define("DeletePolicy", Json.PolicyRequest, CoreJson.Default.Nothing, Delete, Named),
        IamService
            .Define(
                "ListPolicies",
                Json.ListPoliciesRequest,
                Json.ListPoliciesResponse,
                (state, request, _) =>
                    Listing<PolicyShape>
                        .Of(
                            (request.Scope is "Local" ? [] : ManagedPolicies.All.Select(p => ManagedPolicies.Shape(state, p)))
                                .Concat(request.Scope is "AWS" ? [] : state.Policies.Values.Select(p => Shape(state, p)))
                                .Where(p =>
                                    p.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)
                                    && (request.OnlyAttached != true || p.AttachmentCount > 0)
                                ),
                            request.MaxItems,
                            request.Marker
                        )
                        .Ok(out var page, out var error)
                        ? new ListPoliciesResponse(page.Items, page.Marker is not null, page.Marker)
                        : error,
                Must.Member<ListPoliciesRequest>("maxItems", r => r.MaxItems).Range(1, 1000),
                Must.Member<ListPoliciesRequest>("scope", r => r.Scope).Enum("All", "AWS", "Local")
            )
            .Lacking("of AWS's own policies those alone whose content is known"),
        IamService.Define(
            "TagPolicy",
            Json.TagPolicyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request.PolicyArn, context, policy =>
                {
                    foreach (var tag in request.Tags!)
                        policy.Tags[tag.Key] = tag.Value;
                }),
            Must.Member<TagPolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048),
            Must.Member<TagPolicyRequest>("tags", r => r.Tags).Required().Length(0, 50),
            Must.Each<TagPolicyRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "UntagPolicy",
            Json.UntagPolicyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
                Change(state, request.PolicyArn, context, policy => request.TagKeys!.ForEach(key => policy.Tags.Remove(key))),
            Must.Member<UntagPolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048),
            Must.Member<UntagPolicyRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50)
        ),
        IamService.Define(
            "ListPolicyTags",
            Json.PolicyRequest,
            Json.ListRoleTagsResponse,
            (state, request, _) =>
                Find(state, request.PolicyArn!).Ok(out var policy, out var error)
                    ? new ListRoleTagsResponse(TagShape.Of(policy.Tags) ?? [], false)
                    : error,
            Named
        ),
        .. PolicyVersions.All,
    ];

    public static ValueMember<PolicyRequest> Named => Must.Member<PolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048);

    public static Result<Policy> Find(IamState state, string arn) =>
        state.Policies.TryGetValue(arn, out var policy) ? policy : IamState.Missing($"Policy {arn} was not found.");

    public static Result<Nothing> Change(IamState state, string? arn, Context context, Action<Policy> change)
    {
        if (!Find(state, arn!).Ok(out var policy, out var error))
            return error;
        change(policy);
        state.Put(context.Changes, policy);
        return Nothing.Instance;
    }

    private static Result<PolicyResponse> Create(IamState state, CreatePolicyRequest request, Context context)
    {
        if (Names.Check(request.PolicyName!, "policyName") is { } invalid)
            return invalid;
        if (!TagShape.Read(request.Tags).Ok(out var tags, out var duplicate))
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
        return new PolicyResponse(Shape(state, policy));
    }

    private static Result<Nothing> Delete(IamState state, PolicyRequest request, Context context)
    {
        if (!Find(state, request.PolicyArn!).Ok(out var policy, out var error))
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
        state.Policies.Remove(policy.Arn);
        context.Changes.Delete("policies", policy.Arn);
        return Nothing.Instance;
    }

    public static PolicyShape Shape(IamState state, Policy policy) =>
        new(
            policy.PolicyName,
            policy.PolicyId,
            policy.Arn,
            policy.Path,
            policy.DefaultVersion,
            state.Holders.Count(h => h.Attached.Contains(policy.Arn)),
            true,
            policy.CreateDate,
            policy.UpdateDate ?? policy.CreateDate,
            policy.Description,
            Bounded(state, policy.Arn)
        );

    public static int Bounded(IamState state, string arn) =>
        state.Users.Values.Count(u => u.PermissionsBoundary == arn) + state.Roles.Values.Count(r => r.PermissionsBoundary == arn);
}
