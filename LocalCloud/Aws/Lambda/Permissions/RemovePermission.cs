using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Permissions;

internal sealed record RemovePermissionRequest
{
    public string? FunctionName { get; init; }
    public string? StatementId { get; init; }
    public string? Qualifier { get; init; }
    public string? RevisionId { get; init; }
}

internal static class RemovePermission
{
    public static readonly Operation<LambdaState, RemovePermissionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "RemovePermission",
            LambdaJson.Default.RemovePermissionRequest,
            Handle,
            FunctionName.Namespaced<RemovePermissionRequest>(r => r.FunctionName),
            Must.Member<RemovePermissionRequest>("statementId", r => r.StatementId)
                .Required()
                .Length(1, 100)
                .Pattern(Patterns.NamespacedStatementId, "([a-zA-Z0-9-_.]+)"),
            FunctionName.Qualified<RemovePermissionRequest>(r => r.Qualifier)
        )
        .Http(
            "DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}?Qualifier={Qualifier}&RevisionId={RevisionId}",
            status: 204
        );

    private static Result<Nothing> Handle(LambdaState state, RemovePermissionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        var policy = found.Function.Policies.GetValueOrDefault(found.Qualifier ?? "");
        if (policy is null)
            return GetPolicy.None;
        if (request.RevisionId is { } revision && revision != policy.RevisionId)
            return LambdaErrors.PolicyRevision;
        if (!policy.Has(request.StatementId!))
            return LambdaErrors.NotFound($"Statement {request.StatementId} is not found in resource policy.");
        ResourcePolicy.Remove(found.Function.Policies, found.Qualifier ?? "", request.StatementId!);
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }
}
