using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Operations;

/// <summary>A request about somebody who has policies.</summary>
internal interface IOfHolder
{
    string? Holder { get; }
}

internal interface IInlinePolicy : IOfHolder
{
    string? PolicyName { get; }

    string? PolicyDocument { get; }
}

internal interface IAttachment : IOfHolder
{
    string? PolicyArn { get; }
}

internal sealed record RolePolicyRequest(string? RoleName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => RoleName;
}

internal sealed record UserPolicyRequest(string? UserName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => UserName;
}

internal sealed record GroupPolicyRequest(string? GroupName, string? PolicyName, string? PolicyDocument = null) : IInlinePolicy
{
    string? IOfHolder.Holder => GroupName;
}

internal sealed record GetRolePolicyResponse(string RoleName, string PolicyName, string PolicyDocument);

internal sealed record GetUserPolicyResponse(string UserName, string PolicyName, string PolicyDocument);

internal sealed record GetGroupPolicyResponse(string GroupName, string PolicyName, string PolicyDocument);

internal sealed record ListRolePoliciesRequest(string? RoleName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => RoleName;
}

internal sealed record ListUserPoliciesRequest(string? UserName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => UserName;
}

internal sealed record ListGroupPoliciesRequest(string? GroupName, string? PathPrefix, string? Marker, int? MaxItems) : IOfHolder
{
    string? IOfHolder.Holder => GroupName;
}

internal sealed record ListRolePoliciesResponse(List<string> PolicyNames, bool IsTruncated);

internal sealed record AttachRolePolicyRequest(string? RoleName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => RoleName;
}

internal sealed record AttachUserPolicyRequest(string? UserName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => UserName;
}

internal sealed record AttachGroupPolicyRequest(string? GroupName, string? PolicyArn) : IAttachment
{
    string? IOfHolder.Holder => GroupName;
}

internal sealed record AttachedPolicy(string PolicyName, string PolicyArn);

internal sealed record ListAttachedRolePoliciesResponse(List<AttachedPolicy> AttachedPolicies, bool IsTruncated);

/// <summary>The policies of roles, users and groups: the same operations under three names.</summary>
internal static class HolderPolicies
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> OfRoles { get; } =
        new Kind<Role, RolePolicyRequest, ListRolePoliciesRequest, AttachRolePolicyRequest>(
            "Role",
            64,
            (state, name) => state.Role(name),
            (state, changes, role) => state.Put(changes, role),
            Json.RolePolicyRequest,
            Json.ListRolePoliciesRequest,
            Json.AttachRolePolicyRequest
        ).All(Json.GetRolePolicyResponse, (name, policy, document) => new(name, policy, document));

    public static IReadOnlyList<Operation> OfUsers { get; } =
        new Kind<User, UserPolicyRequest, ListUserPoliciesRequest, AttachUserPolicyRequest>(
            "User",
            128,
            (state, name) => state.User(name),
            (state, changes, user) => state.Put(changes, user),
            Json.UserPolicyRequest,
            Json.ListUserPoliciesRequest,
            Json.AttachUserPolicyRequest
        ).All(Json.GetUserPolicyResponse, (name, policy, document) => new(name, policy, document));

    public static IReadOnlyList<Operation> OfGroups { get; } =
        new Kind<Group, GroupPolicyRequest, ListGroupPoliciesRequest, AttachGroupPolicyRequest>(
            "Group",
            128,
            (state, name) => state.Group(name),
            (state, changes, group) => state.Put(changes, group),
            Json.GroupPolicyRequest,
            Json.ListGroupPoliciesRequest,
            Json.AttachGroupPolicyRequest
        ).All(Json.GetGroupPolicyResponse, (name, policy, document) => new(name, policy, document));

    /// <summary>AWS's own policies are not listed here; their names are taken at their word.</summary>
    public static AwsError? IsMissing(IamState state, string policyArn) =>
        policyArn.StartsWith("arn:aws:iam::aws:policy/", StringComparison.Ordinal) || state.Policies.ContainsKey(policyArn)
            ? null
            : IamState.Missing($"Policy {policyArn} does not exist or is not attachable.");

    public static List<AttachedPolicy> Attached(IPolicyHolder holder) =>
        [.. holder.Attached.Select(arn => new AttachedPolicy(arn[(arn.LastIndexOf('/') + 1)..], arn))];

    /// <summary>One of whom something is still attached cannot be deleted.</summary>
    public static AwsError? InTheWay(IPolicyHolder holder) =>
        holder.Attached.Count > 0 ? Conflict("detach all policies")
        : holder.Inline.Count > 0 ? Conflict("delete policies")
        : null;

    public static AwsError Conflict(string todo) => new("DeleteConflict", $"Cannot delete entity, must {todo} first.", 409);

    private sealed class Kind<T, TInline, TList, TAttach>(
        string name,
        int longest,
        Func<IamState, string, Result<T>> find,
        Action<IamState, Changes, T> put,
        JsonTypeInfo<TInline> inline,
        JsonTypeInfo<TList> list,
        JsonTypeInfo<TAttach> attach
    )
        where T : class, IPolicyHolder
        where TInline : class, IInlinePolicy
        where TList : class, IOfHolder
        where TAttach : class, IAttachment
    {
        private const int MostAttached = 10;

        public IReadOnlyList<Operation> All<TGet>(JsonTypeInfo<TGet> get, Func<string, string, string, TGet> answer)
            where TGet : class =>
            [
                IamService.Define(
                    $"Put{name}Policy",
                    inline,
                    CoreJson.Default.Nothing,
                    (state, request, context) => Change(state, request, context, holder =>
                        {
                            if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Own) is { } malformed)
                                return malformed;
                            holder.Inline[request.PolicyName!] = request.PolicyDocument!;
                            return Nothing.Instance;
                        }),
                    [.. OfInline, Must.Member<TInline>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072)]
                ),
                IamService.Define(
                    $"Get{name}Policy",
                    inline,
                    get,
                    (state, request, _) =>
                        !find(state, request.Holder!).Ok(out var holder, out var error) ? error
                        : holder.Inline.TryGetValue(request.PolicyName!, out var document)
                            ? Result<TGet>.Of(answer(request.Holder!, request.PolicyName!, Uri.EscapeDataString(document)))
                        : NoInline(request),
                    OfInline
                ),
                IamService.Define(
                    $"Delete{name}Policy",
                    inline,
                    CoreJson.Default.Nothing,
                    (state, request, context) =>
                        Change(state, request, context, holder =>
                            holder.Inline.Remove(request.PolicyName!) ? Nothing.Instance : NoInline(request)
                        ),
                    OfInline
                ),
                IamService.Define(
                    $"List{name}Policies",
                    list,
                    Json.ListRolePoliciesResponse,
                    (state, request, _) =>
                        find(state, request.Holder!).Ok(out var holder, out var error)
                            ? new ListRolePoliciesResponse([.. holder.Inline.Keys], false)
                            : error,
                    Named<TList>()
                ),
                IamService.Define(
                    $"Attach{name}Policy",
                    attach,
                    CoreJson.Default.Nothing,
                    (state, request, context) => Change(state, request, context, holder =>
                        {
                            if (IsMissing(state, request.PolicyArn!) is { } missing)
                                return missing;
                            if (holder.Attached.Contains(request.PolicyArn!))
                                return Nothing.Instance;
                            if (holder.Attached.Count == MostAttached)
                                return new AwsError("LimitExceeded", $"Cannot exceed quota for PoliciesPer{name}: {MostAttached}", 409);
                            holder.Attached.Add(request.PolicyArn!);
                            return Nothing.Instance;
                        }),
                    OfAttachment
                ),
                IamService.Define(
                    $"Detach{name}Policy",
                    attach,
                    CoreJson.Default.Nothing,
                    (state, request, context) =>
                        Change(state, request, context, holder =>
                            holder.Attached.Remove(request.PolicyArn!)
                                ? Nothing.Instance
                                : IamState.Missing($"Policy {request.PolicyArn} was not found.")
                        ),
                    OfAttachment
                ),
                IamService.Define(
                    $"ListAttached{name}Policies",
                    list,
                    Json.ListAttachedRolePoliciesResponse,
                    (state, request, _) =>
                        find(state, request.Holder!).Ok(out var holder, out var error)
                            ? new ListAttachedRolePoliciesResponse(Attached(holder), false)
                            : error,
                    Named<TList>()
                ),
            ];

        private Member<TInline>[] OfInline =>
            [Named<TInline>(), Must.Member<TInline>("policyName", r => r.PolicyName).Required().Length(1, 128)];

        private Member<TAttach>[] OfAttachment =>
            [Named<TAttach>(), Must.Member<TAttach>("policyArn", r => r.PolicyArn).Required().Length(20, 2048)];

        private ValueMember<TRequest> Named<TRequest>()
            where TRequest : IOfHolder =>
            Must.Member<TRequest>($"{name.ToLowerInvariant()}Name", r => r.Holder).Required().Length(1, longest);

        private AwsError NoInline(TInline request) =>
            IamState.Missing($"The {name.ToLowerInvariant()} policy with name {request.PolicyName} cannot be found.");

        private Result<Nothing> Change(IamState state, IOfHolder request, Context context, Func<T, Result<Nothing>> change)
        {
            if (!find(state, request.Holder!).Ok(out var holder, out var error))
                return error;
            var result = change(holder);
            if (result.Error is null)
                put(state, context.Changes, holder);
            return result;
        }
    }
}
