namespace LocalCloud.Aws.Iam.Operations;

internal sealed record InstanceProfileShape(
    string Path,
    string InstanceProfileName,
    string InstanceProfileId,
    string Arn,
    DateTimeOffset CreateDate,
    List<RoleShape> Roles
);

internal sealed record InstanceProfileRequest(string? InstanceProfileName, string? Path = null, List<TagShape>? Tags = null);

internal sealed record InstanceProfileResponse(InstanceProfileShape InstanceProfile);

internal sealed record ProfileRoleRequest(string? InstanceProfileName, string? RoleName);

internal static class InstanceProfileOperations
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService
            .Define("CreateInstanceProfile", Json.InstanceProfileRequest, Json.InstanceProfileResponse, Create, Named)
            .Lacking("Tags are not kept"),
        IamService.Define(
            "GetInstanceProfile",
            Json.InstanceProfileRequest,
            Json.InstanceProfileResponse,
            (state, request, _) =>
                Find(state, request.InstanceProfileName!).Ok(out var profile, out var error)
                    ? new InstanceProfileResponse(Shape(state, profile))
                    : error,
            Named
        ),
        IamService.Define(
            "DeleteInstanceProfile",
            Json.InstanceProfileRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request.InstanceProfileName!).Ok(out var profile, out var error))
                    return error;
                if (profile.Roles.Count > 0)
                    return new AwsError("DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.", 409);
                state.Profiles.Remove(profile.InstanceProfileName);
                context.Changes.Delete("profiles", profile.InstanceProfileName);
                return Nothing.Instance;
            },
            Named
        ),
        IamService.Define(
            "AddRoleToInstanceProfile",
            Json.ProfileRoleRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request.InstanceProfileName!).Ok(out var profile, out var error))
                    return error;
                if (!state.Role(request.RoleName!).Ok(out var role, out error))
                    return error;
                if (profile.Roles.Count > 0)
                    return new AwsError("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", 409);
                profile.Roles.Add(role.RoleName);
                state.Put(context.Changes, profile);
                return Nothing.Instance;
            },
            OfRole
        ),
        IamService.Define(
            "RemoveRoleFromInstanceProfile",
            Json.ProfileRoleRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!Find(state, request.InstanceProfileName!).Ok(out var profile, out var error))
                    return error;
                if (!profile.Roles.Remove(request.RoleName!))
                    return IamState.Missing($"The role with name {request.RoleName} cannot be found.");
                state.Put(context.Changes, profile);
                return Nothing.Instance;
            },
            OfRole
        ),
    ];

    private static ValueMember<InstanceProfileRequest> Named =>
        Must.Member<InstanceProfileRequest>("instanceProfileName", r => r.InstanceProfileName).Required().Length(1, 128);

    private static Member<ProfileRoleRequest>[] OfRole =>
        [
            Must.Member<ProfileRoleRequest>("instanceProfileName", r => r.InstanceProfileName).Required().Length(1, 128),
            Must.Member<ProfileRoleRequest>("roleName", r => r.RoleName).Required().Length(1, 64),
        ];

    private static Result<InstanceProfile> Find(IamState state, string name) =>
        state.Profiles.TryGetValue(name, out var profile) ? profile : IamState.Missing($"Instance Profile {name} cannot be found.");

    private static Result<InstanceProfileResponse> Create(IamState state, InstanceProfileRequest request, Context context)
    {
        if (state.Profiles.ContainsKey(request.InstanceProfileName!))
            return new AwsError("EntityAlreadyExists", $"Instance Profile {request.InstanceProfileName} already exists.", 409);
        var path = request.Path ?? "/";
        var profile = new InstanceProfile
        {
            InstanceProfileName = request.InstanceProfileName!,
            InstanceProfileId = IamState.NewId("AIPA"),
            Path = path,
            Arn = state.Arn("instance-profile", path, request.InstanceProfileName!),
            CreateDate = context.Now,
        };
        state.Put(context.Changes, profile);
        return new InstanceProfileResponse(Shape(state, profile));
    }

    public static InstanceProfileShape Shape(IamState state, InstanceProfile profile) =>
        new(
            profile.Path,
            profile.InstanceProfileName,
            profile.InstanceProfileId,
            profile.Arn,
            profile.CreateDate,
            [.. profile.Roles.Where(state.Roles.ContainsKey).Select(name => RoleShape.Of(state.Roles[name]))]
        );
}
