using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record PolicyShape(
    string PolicyName, string PolicyId, string Arn, string Path, string DefaultVersionId, int AttachmentCount, bool IsAttachable, DateTimeOffset CreateDate,
    DateTimeOffset UpdateDate, string? Description, int PermissionsBoundaryUsageCount = 0);

internal sealed record CreatePolicyRequest(string? PolicyName, string? Path, string? PolicyDocument, string? Description, List<TagShape>? Tags);

internal sealed record PolicyResponse(PolicyShape Policy);

internal sealed record PolicyRequest(string? PolicyArn, string? VersionId = null);

internal sealed record PolicyVersionShape(string Document, string VersionId, bool IsDefaultVersion, DateTimeOffset CreateDate);

internal sealed record PolicyVersionResponse(PolicyVersionShape PolicyVersion);

internal sealed record ListPoliciesRequest(string? Scope, bool? OnlyAttached, string? PathPrefix, string? PolicyUsageFilter, string? Marker, int? MaxItems);

internal sealed record ListPoliciesResponse(List<PolicyShape> Policies, bool IsTruncated, string? Marker = null);

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
            Listing<PolicyShape>.Of(
                state.Policies.Values.Where(p => request.Scope != "AWS" && p.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)).Select(p => Shape(state, p))
                    .Where(p => request.OnlyAttached != true || p.AttachmentCount > 0), request.MaxItems, request.Marker).Ok(out var page, out var error)
                ? new ListPoliciesResponse(page.Items, page.Marker is not null, page.Marker)
                : error,
            Must.Member<ListPoliciesRequest>("maxItems", r => r.MaxItems).Range(1, 1000),
            Must.Member<ListPoliciesRequest>("scope", r => r.Scope).Enum("All", "AWS", "Local"))
            .Lacking("AWS's own policies"),
    ];

    private static ValueMember<PolicyRequest> Named => Must.Member<PolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048);

    private static Result<Policy> Find(IamState state, string arn) =>
        state.Policies.TryGetValue(arn, out var policy) ? policy : IamState.Missing($"Policy {arn} was not found.");

    private static Result<PolicyResponse> Create(IamState state, CreatePolicyRequest request, Context context)
    {
        if (Names.Check(request.PolicyName!, "policyName") is { } invalid) return invalid;
        if (!RoleOperations.IsDocument(request.PolicyDocument)) return RoleOperations.Malformed;
        if (NamesPrincipal(request.PolicyDocument!)) return new AwsError("MalformedPolicyDocument", "Policy document should not specify a principal.");
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

    /// <summary>Who has the policy is its principal; only policies of resources and trust policies name one.</summary>
    private static bool NamesPrincipal(string document)
    {
        var statement = JsonNode.Parse(document)?["Statement"];
        return (statement is JsonArray all ? all.ToArray() : [statement]).OfType<JsonObject>().Any(s => s.ContainsKey("Principal") || s.ContainsKey("NotPrincipal"));
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
