using System.Globalization;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record CreatePolicyVersionRequest(string? PolicyArn, string? PolicyDocument, bool? SetAsDefault);

internal sealed record ListPolicyVersionsRequest(string? PolicyArn, string? Marker, int? MaxItems);

internal sealed record ListPolicyVersionsResponse(List<PolicyVersionShape> Versions, bool IsTruncated);

internal sealed record EntitiesRequest(
    string? PolicyArn,
    string? EntityFilter,
    string? PathPrefix,
    string? PolicyUsageFilter,
    string? Marker,
    int? MaxItems
);

internal sealed record PolicyUser(string UserName, string UserId);

internal sealed record PolicyGroup(string GroupName, string GroupId);

internal sealed record PolicyRole(string RoleName, string RoleId);

internal sealed record EntitiesResponse(
    List<PolicyGroup> PolicyGroups,
    List<PolicyUser> PolicyUsers,
    List<PolicyRole> PolicyRoles,
    bool IsTruncated
);

/// <summary>A policy has up to five versions, one of which counts.</summary>
internal static class PolicyVersions
{
    private const int Most = 5;

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreatePolicyVersion",
            Json.CreatePolicyVersionRequest,
            Json.PolicyVersionResponse,
            Create,
            Must.Member<CreatePolicyVersionRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048),
            Must.Member<CreatePolicyVersionRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072)
        ),
        IamService.Define(
            "GetPolicyVersion",
            Json.PolicyRequest,
            Json.PolicyVersionResponse,
            (state, request, _) =>
            {
                if (ManagedPolicies.Find(request.PolicyArn!) is { } managed)
                    return new PolicyVersionResponse(new(Uri.EscapeDataString(managed.Document), "v1", true, DateTimeOffset.UnixEpoch));
                if (!PolicyOperations.Find(state, request.PolicyArn!).Ok(out var policy, out var error))
                    return error;
                return Of(policy).Find(v => v.Id == (request.VersionId ?? policy.DefaultVersion)) is { } version
                    ? new PolicyVersionResponse(Shape(policy, version, withDocument: true))
                    : NoVersion(request);
            },
            PolicyOperations.Named
        ),
        IamService.Define(
            "ListPolicyVersions",
            Json.ListPolicyVersionsRequest,
            Json.ListPolicyVersionsResponse,
            (state, request, _) =>
                PolicyOperations.Find(state, request.PolicyArn!).Ok(out var policy, out var error)
                    ? new ListPolicyVersionsResponse(
                        [.. Enumerable.Reverse(Of(policy)).Select(v => Shape(policy, v, withDocument: false))],
                        false
                    )
                    : error,
            Must.Member<ListPolicyVersionsRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048)
        ),
        IamService.Define(
            "SetDefaultPolicyVersion",
            Json.PolicyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!PolicyOperations.Find(state, request.PolicyArn!).Ok(out var policy, out var error))
                    return error;
                if (Of(policy).Find(v => v.Id == request.VersionId) is not { } version)
                    return NoVersion(request);
                MakeDefault(policy, version, context);
                state.Put(context.Changes, policy);
                return Nothing.Instance;
            },
            OfVersion
        ),
        IamService.Define(
            "DeletePolicyVersion",
            Json.PolicyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) =>
            {
                if (!PolicyOperations.Find(state, request.PolicyArn!).Ok(out var policy, out var error))
                    return error;
                if (request.VersionId == policy.DefaultVersion)
                    return new AwsError("DeleteConflict", "Cannot delete the default version of a policy.", 409);
                if (policy.Versions.RemoveAll(v => v.Id == request.VersionId) == 0)
                    return NoVersion(request);
                state.Put(context.Changes, policy);
                return Nothing.Instance;
            },
            OfVersion
        ),
        IamService.Define(
            "ListEntitiesForPolicy",
            Json.EntitiesRequest,
            Json.EntitiesResponse,
            Entities,
            Must.Member<EntitiesRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048),
            Must.Member<EntitiesRequest>("entityFilter", r => r.EntityFilter)
                .Enum("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"),
            Must.Member<EntitiesRequest>("policyUsageFilter", r => r.PolicyUsageFilter).Enum("PermissionsPolicy", "PermissionsBoundary")
        ),
    ];

    private static Member<PolicyRequest>[] OfVersion =>
        [PolicyOperations.Named, Must.Member<PolicyRequest>("versionId", r => r.VersionId).Required()];

    public static List<PolicyVersion> Of(Policy policy) =>
        policy.Versions.Count > 0 ? policy.Versions : [new(policy.DefaultVersion, policy.Document, policy.CreateDate)];

    public static PolicyVersionShape Shape(Policy policy, PolicyVersion version, bool withDocument) =>
        new(
            withDocument ? Uri.EscapeDataString(version.Document) : null,
            version.Id,
            version.Id == policy.DefaultVersion,
            version.CreateDate
        );

    private static Result<PolicyVersionResponse> Create(IamState state, CreatePolicyVersionRequest request, Context context)
    {
        if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Own) is { } malformed)
            return malformed;
        if (!PolicyOperations.Find(state, request.PolicyArn!).Ok(out var policy, out var error))
            return error;
        var versions = Of(policy);
        if (versions.Count == Most)
            return new AwsError(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
                409
            );
        if (policy.Versions.Count == 0)
            policy.Versions.AddRange(versions);
        var version = new PolicyVersion(
            $"v{(++policy.LastVersion).ToString(CultureInfo.InvariantCulture)}",
            request.PolicyDocument!,
            context.Now
        );
        policy.Versions.Add(version);
        if (request.SetAsDefault == true)
            MakeDefault(policy, version, context);
        state.Put(context.Changes, policy);
        return new PolicyVersionResponse(Shape(policy, version, withDocument: false));
    }

    private static void MakeDefault(Policy policy, PolicyVersion version, Context context) =>
        (policy.DefaultVersion, policy.Document, policy.UpdateDate) = (version.Id, version.Document, context.Now);

    private static Result<EntitiesResponse> Entities(IamState state, EntitiesRequest request, Context context)
    {
        if (HolderPolicies.IsMissing(state, request.PolicyArn!) is not null)
            return IamState.Missing($"Policy {request.PolicyArn} was not found.");
        var (asPolicy, asBoundary) = (
            request.PolicyUsageFilter is not "PermissionsBoundary",
            request.PolicyUsageFilter is not "PermissionsPolicy"
        );
        return new EntitiesResponse(
            [.. Meant(state.Groups.Values, "Group", g => g.Path, _ => null).Select(g => new PolicyGroup(g.GroupName, g.GroupId))],
            [
                .. Meant(state.Users.Values, "User", u => u.Path, u => u.PermissionsBoundary)
                    .Select(u => new PolicyUser(u.UserName, u.UserId)),
            ],
            [
                .. Meant(state.Roles.Values, "Role", r => r.Path, r => r.PermissionsBoundary)
                    .Select(r => new PolicyRole(r.RoleName, r.RoleId)),
            ],
            false
        );

        IEnumerable<T> Meant<T>(IEnumerable<T> all, string kind, Func<T, string> path, Func<T, string?> boundary)
            where T : IPolicyHolder =>
            request.EntityFilter is { } filter && filter != kind
                ? []
                : all.Where(one =>
                    path(one).StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal)
                    && (asPolicy && one.Attached.Contains(request.PolicyArn!) || asBoundary && boundary(one) == request.PolicyArn)
                );
    }

    private static AwsError NoVersion(PolicyRequest request) =>
        IamState.Missing($"Policy {request.PolicyArn} version {request.VersionId} does not exist or is not attachable.");
}
