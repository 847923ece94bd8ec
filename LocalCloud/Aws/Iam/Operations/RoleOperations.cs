using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record TagShape(string Key, string Value)
{
    public static Member<TagShape>[] Constraints =>
        [
            Must.Member<TagShape>("key", t => t.Key).Required().Length(1, 128),
            Must.Member<TagShape>("value", t => t.Value).Required().Length(0, 256),
        ];

    /// <summary>The tags that a request gives, as they are kept.</summary>
    public static Result<Dictionary<string, string>> Read(List<TagShape>? tags) =>
        tags?.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags?.Count
            ? new AwsError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            : (tags ?? []).ToDictionary(t => t.Key, t => t.Value);

    /// <summary>Null when there are none, as IAM leaves them out.</summary>
    public static List<TagShape>? Of(Dictionary<string, string> tags) =>
        tags.Count == 0 ? null : [.. tags.Select(t => new TagShape(t.Key, t.Value))];
}

internal sealed record LastUsed;

internal sealed record BoundaryShape(string PermissionsBoundaryType, string PermissionsBoundaryArn);

internal sealed record RoleShape(
    string Path,
    string RoleName,
    string RoleId,
    string Arn,
    DateTimeOffset CreateDate,
    string AssumeRolePolicyDocument,
    string? Description,
    int MaxSessionDuration,
    BoundaryShape? PermissionsBoundary,
    List<TagShape>? Tags
)
{
    /// <summary>GetRole alone tells it; nothing is known of any use.</summary>
    public LastUsed? RoleLastUsed { get; init; }

    public static RoleShape Of(Role role) =>
        new(
            role.Path,
            role.RoleName,
            role.RoleId,
            role.Arn,
            role.CreateDate,
            Uri.EscapeDataString(role.AssumeRolePolicyDocument),
            role.Description,
            role.MaxSessionDuration,
            role.PermissionsBoundary is { } boundary ? new("Policy", boundary) : null,
            TagShape.Of(role.Tags)
        );
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

internal sealed record RoleBoundaryRequest(string? RoleName, string? PermissionsBoundary);

internal sealed record UpdateRoleDescriptionRequest(string? RoleName, string? Description);

internal sealed record UpdateRoleRequest(string? RoleName, string? Description, int? MaxSessionDuration);

internal sealed record UpdateRoleResponse;

internal sealed record UpdateAssumeRolePolicyRequest(string? RoleName, string? PolicyDocument);

internal sealed record ListRolesRequest(string? PathPrefix, string? Marker, int? MaxItems);

internal sealed record ListRolesResponse(List<RoleShape> Roles, bool IsTruncated, string? Marker = null);

internal sealed record TagRoleRequest(string? RoleName, List<TagShape>? Tags);

internal sealed record UntagRoleRequest(string? RoleName, List<string>? TagKeys);

internal sealed record ListRoleTagsResponse(List<TagShape> Tags, bool IsTruncated);

/// <summary>Roles with their policies.</summary>
internal static class RoleOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateRole",
            Json.CreateRoleRequest,
            Json.RoleResponse,
            Create,
            Must.Member<CreateRoleRequest>("roleName", r => r.RoleName).Required().Length(1, 64),
            Must.Member<CreateRoleRequest>("assumeRolePolicyDocument", r => r.AssumeRolePolicyDocument).Required().Length(1, 131072),
            Must.Member<CreateRoleRequest>("maxSessionDuration", r => r.MaxSessionDuration).Range(3600, 43200),
            Must.Each<CreateRoleRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "GetRole",
            Json.RoleRequest,
            Json.RoleResponse,
            (state, request, _) =>
                state.Role(request.RoleName!).Ok(out var role, out var error)
                    ? new RoleResponse(RoleShape.Of(role) with { RoleLastUsed = new() })
                    : error,
            Named<RoleRequest>(r => r.RoleName)
        ),
        IamService.Define(
            "UpdateRole",
            Json.UpdateRoleRequest,
            Json.UpdateRoleResponse,
            (state, request, context) => Change<UpdateRoleResponse>(state, request.RoleName, context, role =>
                {
                    role.Description = request.Description ?? role.Description;
                    role.MaxSessionDuration = request.MaxSessionDuration ?? role.MaxSessionDuration;
                    return new UpdateRoleResponse();
                }),
            Named<UpdateRoleRequest>(r => r.RoleName)
        ),
        IamService.Define(
            "UpdateAssumeRolePolicy",
            Json.UpdateAssumeRolePolicyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
                {
                    if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Trust) is { } malformed)
                        return malformed;
                    role.AssumeRolePolicyDocument = request.PolicyDocument!;
                    return Nothing.Instance;
                }),
            Named<UpdateAssumeRolePolicyRequest>(r => r.RoleName)
        ),
        IamService.Define("DeleteRole", Json.RoleRequest, CoreJson.Default.Nothing, Delete, Named<RoleRequest>(r => r.RoleName)),
        IamService.Define(
            "ListRoles",
            Json.ListRolesRequest,
            Json.ListRolesResponse,
            (state, request, _) =>
                Listing<RoleShape>
                    .Of(
                        state
                            .Roles.Values.Where(r => r.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal))
                            .Select(r => RoleShape.Of(r) with { Tags = null }),
                        request.MaxItems,
                        request.Marker
                    )
                    .Ok(out var page, out var error)
                    ? new ListRolesResponse(page.Items, page.Marker is not null, page.Marker)
                    : error,
            Must.Member<ListRolesRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        ),
        IamService.Define(
            "TagRole",
            Json.TagRoleRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
                {
                    foreach (var tag in request.Tags!)
                        role.Tags[tag.Key] = tag.Value;
                    return Nothing.Instance;
                }),
            Named<TagRoleRequest>(r => r.RoleName),
            Must.Member<TagRoleRequest>("tags", r => r.Tags).Required().Length(0, 50),
            Must.Each<TagRoleRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
        ),
        IamService.Define(
            "UntagRole",
            Json.UntagRoleRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
                {
                    request.TagKeys!.ForEach(key => role.Tags.Remove(key));
                    return Nothing.Instance;
                }),
            Named<UntagRoleRequest>(r => r.RoleName),
            Must.Member<UntagRoleRequest>("tagKeys", r => r.TagKeys).Required().Length(0, 50),
            Must.Each<UntagRoleRequest, string>("tagKeys", r => r.TagKeys)
        ),
        IamService.Define(
            "ListRoleTags",
            Json.RoleRequest,
            Json.ListRoleTagsResponse,
            (state, request, _) =>
                state.Role(request.RoleName!).Ok(out var role, out var error)
                    ? new ListRoleTagsResponse([.. role.Tags.Select(t => new TagShape(t.Key, t.Value))], false)
                    : error,
            Named<RoleRequest>(r => r.RoleName)
        ),
        .. HolderPolicies.OfRoles,
        IamService.Define(
            "PutRolePermissionsBoundary",
            Json.RoleBoundaryRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
                {
                    if (HolderPolicies.IsMissing(state, request.PermissionsBoundary!) is { } missing)
                        return missing;
                    role.PermissionsBoundary = request.PermissionsBoundary;
                    return Nothing.Instance;
                }),
            Named<RoleBoundaryRequest>(r => r.RoleName),
            Must.Member<RoleBoundaryRequest>("permissionsBoundary", r => r.PermissionsBoundary).Required().Length(20, 2048)
        ),
        IamService.Define(
            "DeleteRolePermissionsBoundary",
            Json.RoleRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change<Nothing>(state, request.RoleName, context, role =>
                {
                    if (role.PermissionsBoundary is null)
                        return IamState.Missing($"The role with name {role.RoleName} does not have a permissions boundary.");
                    role.PermissionsBoundary = null;
                    return Nothing.Instance;
                }),
            Named<RoleRequest>(r => r.RoleName)
        ),
        IamService.Define(
            "UpdateRoleDescription",
            Json.UpdateRoleDescriptionRequest,
            Json.RoleResponse,
            (state, request, context) => Change<RoleResponse>(state, request.RoleName, context, role =>
                {
                    role.Description = request.Description;
                    return new RoleResponse(RoleShape.Of(role));
                }),
            Named<UpdateRoleDescriptionRequest>(r => r.RoleName)
        ),
    ];

    private static ValueMember<T> Named<T>(Func<T, object?> get) => Must.Member("roleName", get).Required().Length(1, 64);

    private static Result<T> Change<T>(IamState state, string? name, Context context, Func<Role, Result<T>> change)
    {
        if (!state.Role(name!).Ok(out var role, out var error))
            return error;
        var result = change(role);
        if (result.Error is null)
            state.Put(context.Changes, role);
        return result;
    }

    private static Result<RoleResponse> Create(IamState state, CreateRoleRequest request, Context context)
    {
        if (Names.Check(request.RoleName!, "roleName") is { } invalid)
            return invalid;
        if (!TagShape.Read(request.Tags).Ok(out var tags, out var duplicate))
            return duplicate;
        if (PolicyGrammar.Check(request.AssumeRolePolicyDocument, PolicyKind.Trust) is { } malformed)
            return malformed;
        if (state.Roles.ContainsKey(request.RoleName!))
            return new AwsError("EntityAlreadyExists", $"Role with name {request.RoleName} already exists.", 409);
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
            Tags = tags,
        };
        state.Put(context.Changes, role);
        return new RoleResponse(RoleShape.Of(role));
    }

    private static Result<Nothing> Delete(IamState state, RoleRequest request, Context context)
    {
        if (!state.Role(request.RoleName!).Ok(out var role, out var error))
            return error;
        if (role.Attached.Count > 0)
            return new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
        if (role.Inline.Count > 0)
            return new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
        if (state.Profiles.Values.Any(p => p.Roles.Contains(role.RoleName)))
            return new AwsError("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", 409);
        state.Roles.Remove(role.RoleName);
        context.Changes.Delete("roles", role.RoleName);
        return Nothing.Instance;
    }
}
