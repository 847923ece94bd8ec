using System.Text.Json;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record TagShape(string Key, string Value)
{
    public static Member<TagShape>[] Constraints =>
    [
        Must.Member<TagShape>("key", t => t.Key).Required().Length(1, 128),
        Must.Member<TagShape>("value", t => t.Value).Required().Length(0, 256),
    ];
}

internal sealed record LastUsed;

internal sealed record BoundaryShape(string PermissionsBoundaryType, string PermissionsBoundaryArn);

internal sealed record RoleShape(
    string Path, string RoleName, string RoleId, string Arn, DateTimeOffset CreateDate, string AssumeRolePolicyDocument, string? Description,
    int MaxSessionDuration, BoundaryShape? PermissionsBoundary, List<TagShape>? Tags)
{
    /// <summary>GetRole alone tells it; nothing is known of any use.</summary>
    public LastUsed? RoleLastUsed { get; init; }

    public static RoleShape Of(Role role) => new(
        role.Path, role.RoleName, role.RoleId, role.Arn, role.CreateDate, Uri.EscapeDataString(role.AssumeRolePolicyDocument), role.Description,
        role.MaxSessionDuration, role.PermissionsBoundary is { } boundary ? new("Policy", boundary) : null,
        role.Tags.Count == 0 ? null : [.. role.Tags.Select(t => new TagShape(t.Key, t.Value))]);
}

internal sealed record CreateRoleRequest
{
    public string? Path { get; init; }
    public string? RoleName { get; init; }
    public string? AssumeRolePolicyDocument { get; init; }
    public string? Description { get; init; }
    public int? MaxSessionDuration { get; init; }
    public string? PermissionsBoundary { get; init; }
    public List<TagShape>? Tags { get; init; }
}

internal sealed record RoleResponse(RoleShape Role);

internal sealed record RoleRequest(string? RoleName);

internal sealed record UpdateRoleRequest(string? RoleName, string? Description, int? MaxSessionDuration);

internal sealed record UpdateRoleResponse;

internal sealed record UpdateAssumeRolePolicyRequest(string? RoleName, string? PolicyDocument);

internal sealed record ListRolesRequest(string? PathPrefix, string? Marker, int? MaxItems);

internal sealed record ListRolesResponse(List<RoleShape> Roles, bool IsTruncated, string? Marker = null);

internal sealed record TagRoleRequest(string? RoleName, List<TagShape>? Tags);

internal sealed record UntagRoleRequest(string? RoleName, List<string>? TagKeys);

internal sealed record ListRoleTagsResponse(List<TagShape> Tags, bool IsTruncated);

internal sealed record RolePolicyRequest(string? RoleName, string? PolicyName, string? PolicyDocument = null);

internal sealed record GetRolePolicyResponse(string RoleName, string PolicyName, string PolicyDocument);

internal sealed record ListRolePoliciesRequest(string? RoleName, string? PathPrefix, string? Marker, int? MaxItems);

internal sealed record ListRolePoliciesResponse(List<string> PolicyNames, bool IsTruncated);

internal sealed record AttachRolePolicyRequest(string? RoleName, string? PolicyArn);

internal sealed record AttachedPolicy(string PolicyName, string PolicyArn);

internal sealed record ListAttachedRolePoliciesResponse(List<AttachedPolicy> AttachedPolicies, bool IsTruncated);

/// <summary>Roles with their policies.</summary>
internal static class RoleOperations
{
    public static readonly AwsError Malformed = new("MalformedPolicyDocument", "Syntax errors in policy.");

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define("CreateRole", Json.CreateRoleRequest, Json.RoleResponse, Create,
            Must.Member<CreateRoleRequest>("roleName", r => r.RoleName).Required().Length(1, 64),
            Must.Member<CreateRoleRequest>("assumeRolePolicyDocument", r => r.AssumeRolePolicyDocument).Required().Length(1, 131072),
            Must.Member<CreateRoleRequest>("maxSessionDuration", r => r.MaxSessionDuration).Range(3600, 43200),
            Must.Each<CreateRoleRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)),
        IamService.Define("GetRole", Json.RoleRequest, Json.RoleResponse, (state, request, _) =>
            state.Role(request.RoleName!).Ok(out var role, out var error) ? new RoleResponse(RoleShape.Of(role) with { RoleLastUsed = new() }) : error, Named<RoleRequest>(r => r.RoleName)),
        IamService.Define("UpdateRole", Json.UpdateRoleRequest, Json.UpdateRoleResponse, (state, request, context) => Change<UpdateRoleResponse>(state, request.RoleName, context, role =>
        {
            role.Description = request.Description ?? role.Description;
            role.MaxSessionDuration = request.MaxSessionDuration ?? role.MaxSessionDuration;
            return new UpdateRoleResponse();
        }), Named<UpdateRoleRequest>(r => r.RoleName)),
        IamService.Define("UpdateAssumeRolePolicy", Json.UpdateAssumeRolePolicyRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
        {
            if (!IsDocument(request.PolicyDocument)) return Malformed;
            role.AssumeRolePolicyDocument = request.PolicyDocument!;
            return Nothing.Instance;
        }), Named<UpdateAssumeRolePolicyRequest>(r => r.RoleName)),
        IamService.Define("DeleteRole", Json.RoleRequest, CoreJson.Default.Nothing, Delete, Named<RoleRequest>(r => r.RoleName)),
        IamService.Define("ListRoles", Json.ListRolesRequest, Json.ListRolesResponse, (state, request, _) =>
            Listing<RoleShape>.Of(
                state.Roles.Values.Where(r => r.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)).Select(r => RoleShape.Of(r) with { Tags = null }),
                request.MaxItems, request.Marker).Ok(out var page, out var error)
                ? new ListRolesResponse(page.Items, page.Marker is not null, page.Marker)
                : error,
            Must.Member<ListRolesRequest>("maxItems", r => r.MaxItems).Range(1, 1000)),
        IamService.Define("TagRole", Json.TagRoleRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
        {
            foreach (var tag in request.Tags!) role.Tags[tag.Key] = tag.Value;
            return Nothing.Instance;
        }), Named<TagRoleRequest>(r => r.RoleName),
            Must.Member<TagRoleRequest>("tags", r => r.Tags).Required().Length(0, 50),
            Must.Each<TagRoleRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)),
        IamService.Define("UntagRole", Json.UntagRoleRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
        {
            request.TagKeys!.ForEach(key => role.Tags.Remove(key));
            return Nothing.Instance;
        }), Named<UntagRoleRequest>(r => r.RoleName),
            Must.Member<UntagRoleRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50),
            Must.Each<UntagRoleRequest, string>("tagKeys", r => r.TagKeys)),
        IamService.Define("ListRoleTags", Json.RoleRequest, Json.ListRoleTagsResponse, (state, request, _) =>
            state.Role(request.RoleName!).Ok(out var role, out var error)
                ? new ListRoleTagsResponse([.. role.Tags.Select(t => new TagShape(t.Key, t.Value))], false)
                : error, Named<RoleRequest>(r => r.RoleName)),
        IamService.Define("PutRolePolicy", Json.RolePolicyRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
        {
            if (!IsDocument(request.PolicyDocument)) return Malformed;
            role.Inline[request.PolicyName!] = request.PolicyDocument!;
            return Nothing.Instance;
        }), Named<RolePolicyRequest>(r => r.RoleName), Must.Member<RolePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128)),
        IamService.Define("GetRolePolicy", Json.RolePolicyRequest, Json.GetRolePolicyResponse, (state, request, _) =>
            !state.Role(request.RoleName!).Ok(out var role, out var error) ? error
            : role.Inline.TryGetValue(request.PolicyName!, out var document)
                ? new GetRolePolicyResponse(role.RoleName, request.PolicyName!, Uri.EscapeDataString(document))
                : IamState.Missing($"The role policy with name {request.PolicyName} cannot be found."),
            Named<RolePolicyRequest>(r => r.RoleName), Must.Member<RolePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128)),
        IamService.Define("DeleteRolePolicy", Json.RolePolicyRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
            role.Inline.Remove(request.PolicyName!) ? Nothing.Instance : IamState.Missing($"The role policy with name {request.PolicyName} cannot be found.")),
            Named<RolePolicyRequest>(r => r.RoleName), Must.Member<RolePolicyRequest>("policyName", r => r.PolicyName).Required().Length(1, 128)),
        IamService.Define("ListRolePolicies", Json.ListRolePoliciesRequest, Json.ListRolePoliciesResponse, (state, request, _) =>
            state.Role(request.RoleName!).Ok(out var role, out var error) ? new ListRolePoliciesResponse([.. role.Inline.Keys], false) : error,
            Named<ListRolePoliciesRequest>(r => r.RoleName)),
        IamService.Define("AttachRolePolicy", Json.AttachRolePolicyRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
        {
            // AWS's own policies are not listed here; their names are taken at their word.
            if (!request.PolicyArn!.StartsWith("arn:aws:iam::aws:policy/", StringComparison.Ordinal) && !state.Policies.ContainsKey(request.PolicyArn))
                return IamState.Missing($"Policy {request.PolicyArn} does not exist or is not attachable.");
            if (!role.Attached.Contains(request.PolicyArn)) role.Attached.Add(request.PolicyArn);
            return Nothing.Instance;
        }), Named<AttachRolePolicyRequest>(r => r.RoleName), Must.Member<AttachRolePolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048)),
        IamService.Define("DetachRolePolicy", Json.AttachRolePolicyRequest, CoreJson.Default.Nothing, (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
            role.Attached.Remove(request.PolicyArn!) ? Nothing.Instance : IamState.Missing($"Policy {request.PolicyArn} was not found.")),
            Named<AttachRolePolicyRequest>(r => r.RoleName), Must.Member<AttachRolePolicyRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048)),
        IamService.Define("ListAttachedRolePolicies", Json.ListRolePoliciesRequest, Json.ListAttachedRolePoliciesResponse, (state, request, _) =>
            state.Role(request.RoleName!).Ok(out var role, out var error)
                ? new ListAttachedRolePoliciesResponse([.. role.Attached.Select(arn => new AttachedPolicy(arn[(arn.LastIndexOf('/') + 1)..], arn))], false)
                : error, Named<ListRolePoliciesRequest>(r => r.RoleName)),
    ];

    public static bool IsDocument(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ValueMember<T> Named<T>(Func<T, object?> get) => Must.Member("roleName", get).Required().Length(1, 64);

    private static Result<T> Change<T>(IamState state, string? name, Context context, Func<Role, Result<T>> change)
    {
        if (!state.Role(name!).Ok(out var role, out var error)) return error;
        var result = change(role);
        if (result.Error is null) state.Put(context.Changes, role);
        return result;
    }

    private static Result<RoleResponse> Create(IamState state, CreateRoleRequest request, Context context)
    {
        if (Names.Check(request.RoleName!, "roleName") is { } invalid) return invalid;
        if (request.Tags is { } tags && tags.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags.Count)
            return new AwsError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        if (!IsDocument(request.AssumeRolePolicyDocument)) return Malformed;
        if (state.Roles.ContainsKey(request.RoleName!)) return new AwsError("EntityAlreadyExists", $"Role with name {request.RoleName} already exists.", 409);
        var path = request.Path ?? "/";
        var role = new Role
        {
            RoleName = request.RoleName!,
            RoleId = IamState.NewId("AROA"),
            Path = path,
            Arn = state.Arn("role", path, request.RoleName!),
            CreateDate = context.Now,
            AssumeRolePolicyDocument = request.AssumeRolePolicyDocument!,
            Description = request.Description,
            MaxSessionDuration = request.MaxSessionDuration ?? 3600,
            PermissionsBoundary = request.PermissionsBoundary,
            Tags = (request.Tags ?? []).ToDictionary(t => t.Key, t => t.Value),
        };
        state.Put(context.Changes, role);
        return new RoleResponse(RoleShape.Of(role));
    }

    private static Result<Nothing> Delete(IamState state, RoleRequest request, Context context)
    {
        if (!state.Role(request.RoleName!).Ok(out var role, out var error)) return error;
        if (role.Attached.Count > 0) return new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
        if (role.Inline.Count > 0) return new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
        if (state.Profiles.Values.Any(p => p.Roles.Contains(role.RoleName)))
            return new AwsError("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", 409);
        state.Roles.Remove(role.RoleName);
        context.Changes.Delete("roles", role.RoleName);
        return Nothing.Instance;
    }
}
