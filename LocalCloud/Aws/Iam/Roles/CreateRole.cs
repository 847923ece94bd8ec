using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record CreateRoleRequest
{
    public string? Path { get; init; }
    public string? RoleName { get; init; }
    public string? AssumeRolePolicyDocument { get; init; }
    public string? Description { get; init; }
    public int? MaxSessionDuration { get; init; }
    public string? PermissionsBoundary { get; init; }
    public List<ResourceTag>? Tags { get; init; }
}

internal static class CreateRole
{
    public static readonly Operation<IamState, CreateRoleRequest, RoleResponse> Definition = IamService.Define(
        "CreateRole",
        IamJson.Default.CreateRoleRequest,
        IamJson.Default.RoleResponse,
        Handle,
        Kinds.Role.Named<CreateRoleRequest>(r => r.RoleName),
        Must.Member<CreateRoleRequest>("assumeRolePolicyDocument", r => r.AssumeRolePolicyDocument).Required().Length(1, 131072),
        Must.Member<CreateRoleRequest>("maxSessionDuration", r => r.MaxSessionDuration).Range(3600, 43200),
        Must.Each<CreateRoleRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<RoleResponse> Handle(IamState state, CreateRoleRequest request, Context context)
    {
        if (Names.Check(request.RoleName!, "roleName") is { } invalid)
            return invalid;
        if (!IamTags.Read(request.Tags).Ok(out var tags, out var duplicate))
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
}
