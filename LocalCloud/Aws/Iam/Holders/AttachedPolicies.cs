using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Iam.Holders;

internal sealed record AttachedPolicy(string PolicyName, string PolicyArn);

internal sealed record ListAttachedPoliciesResponse(List<AttachedPolicy> AttachedPolicies, bool IsTruncated);

/// <summary>The policies that are attached to a role, a user or a group: the same three operations under three names.</summary>
internal static class AttachedPolicies
{
    private const int Most = 10;

    public static Operation<IamState, TRequest, Nothing> Attach<T, TRequest>(string operation, JsonTypeInfo<TRequest> json, Kind<T> kind)
        where T : class, IPolicyHolder
        where TRequest : class, IAttachment =>
        IamService.Define(operation, json, (state, request, context) => kind.Change<Nothing>(state, request.Holder, context, holder =>
                {
                    if (IsMissing(state, request.PolicyArn!) is { } missing)
                        return missing;
                    if (holder.Attached.Contains(request.PolicyArn!))
                        return Nothing.Instance;
                    if (holder.Attached.Count == Most)
                        return new AwsError("LimitExceeded", $"Cannot exceed quota for PoliciesPer{holder.Noun}: {Most}", 409);
                    holder.Attached.Add(request.PolicyArn!);
                    return Nothing.Instance;
                }), Named<T, TRequest>(kind));

    public static Operation<IamState, TRequest, Nothing> Detach<T, TRequest>(string operation, JsonTypeInfo<TRequest> json, Kind<T> kind)
        where T : class, IPolicyHolder
        where TRequest : class, IAttachment =>
        IamService.Define(
            operation,
            json,
            (state, request, context) =>
                kind.Change<Nothing>(state, request.Holder, context, holder =>
                    holder.Attached.Remove(request.PolicyArn!)
                        ? Nothing.Instance
                        : IamState.Missing($"Policy {request.PolicyArn} was not found.")
                ),
            Named<T, TRequest>(kind)
        );

    public static Operation<IamState, TRequest, ListAttachedPoliciesResponse> List<T, TRequest>(
        string operation,
        JsonTypeInfo<TRequest> json,
        Kind<T> kind
    )
        where T : class, IPolicyHolder
        where TRequest : class, IOfHolder =>
        IamService.Define(
            operation,
            json,
            IamJson.Default.ListAttachedPoliciesResponse,
            (state, request, _) =>
                kind.Find(state, request.Holder).Ok(out var holder, out var error)
                    ? new ListAttachedPoliciesResponse(Of(holder), false)
                    : error,
            kind.Named<TRequest>(r => r.Holder)
        );

    public static List<AttachedPolicy> Of(IPolicyHolder holder) =>
        [.. holder.Attached.Select(arn => new AttachedPolicy(arn[(arn.LastIndexOf('/') + 1)..], arn))];

    /// <summary>AWS's own policies are not listed here; their names are taken at their word.</summary>
    public static AwsError? IsMissing(IamState state, string policyArn) =>
        policyArn.StartsWith("arn:aws:iam::aws:policy/", StringComparison.Ordinal) || state.Policies.ContainsKey(policyArn)
            ? null
            : IamState.Missing($"Policy {policyArn} does not exist or is not attachable.");

    private static Member<TRequest>[] Named<T, TRequest>(Kind<T> kind)
        where T : class
        where TRequest : IAttachment =>
        [kind.Named<TRequest>(r => r.Holder), Must.Member<TRequest>("policyArn", r => r.PolicyArn).Required().Length(20, 2048)];
}
