using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Holders;

internal sealed record ListPolicyNamesResponse(List<string> PolicyNames, bool IsTruncated);

/// <summary>The policies that stand in a role, a user or a group itself: the same four operations under three names.</summary>
internal static class InlinePolicies
{
    public static Operation<IamState, TRequest, Nothing> Put<T, TRequest>(string operation, JsonTypeInfo<TRequest> json, Kind<T> kind)
        where T : class, IPolicyHolder
        where TRequest : class, IInlinePolicy =>
        IamService.Define(operation, json, (state, request, context) => kind.Change<Nothing>(state, request.Holder, context, holder =>
                {
                    if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Own) is { } malformed)
                        return malformed;
                    holder.Inline[request.PolicyName!] = request.PolicyDocument!;
                    return Nothing.Instance;
                }), [.. Named<T, TRequest>(kind), Must.Member<TRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072)]);

    public static Operation<IamState, TRequest, TResponse> Get<T, TRequest, TResponse>(
        string operation,
        JsonTypeInfo<TRequest> json,
        JsonTypeInfo<TResponse> answerJson,
        Kind<T> kind,
        Func<TRequest, string, TResponse> answer
    )
        where T : class, IPolicyHolder
        where TRequest : class, IInlinePolicy
        where TResponse : class =>
        IamService.Define(
            operation,
            json,
            answerJson,
            (state, request, _) =>
                !kind.Find(state, request.Holder).Ok(out var holder, out var error) ? error
                : holder.Inline.TryGetValue(request.PolicyName!, out var document)
                    ? Result<TResponse>.Of(answer(request, Uri.EscapeDataString(document)))
                : Missing(holder, request),
            Named<T, TRequest>(kind)
        );

    public static Operation<IamState, TRequest, Nothing> Delete<T, TRequest>(string operation, JsonTypeInfo<TRequest> json, Kind<T> kind)
        where T : class, IPolicyHolder
        where TRequest : class, IInlinePolicy =>
        IamService.Define(
            operation,
            json,
            (state, request, context) =>
                kind.Change<Nothing>(state, request.Holder, context, holder =>
                    holder.Inline.Remove(request.PolicyName!) ? Nothing.Instance : Missing(holder, request)
                ),
            Named<T, TRequest>(kind)
        );

    public static Operation<IamState, TRequest, ListPolicyNamesResponse> List<T, TRequest>(
        string operation,
        JsonTypeInfo<TRequest> json,
        Kind<T> kind
    )
        where T : class, IPolicyHolder
        where TRequest : class, IOfHolder =>
        IamService.Define(
            operation,
            json,
            IamJson.Default.ListPolicyNamesResponse,
            (state, request, _) =>
                kind.Find(state, request.Holder).Ok(out var holder, out var error)
                    ? new ListPolicyNamesResponse([.. holder.Inline.Keys], false)
                    : error,
            kind.Named<TRequest>(r => r.Holder)
        );

    private static Member<TRequest>[] Named<T, TRequest>(Kind<T> kind)
        where T : class
        where TRequest : IInlinePolicy =>
        [kind.Named<TRequest>(r => r.Holder), Must.Member<TRequest>("policyName", r => r.PolicyName).Required().Length(1, 128)];

    private static AwsError Missing(IPolicyHolder holder, IInlinePolicy request) =>
        IamState.Missing($"The {holder.Noun.ToLowerInvariant()} policy with name {request.PolicyName} cannot be found.");
}
