using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal static class DeleteProvisionedConcurrencyConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteProvisionedConcurrencyConfig",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Member<FunctionRequest>(r => r.FunctionName),
            Must.Member<FunctionRequest>("qualifier", r => r.Qualifier)
                .Required()
                .Length(1, 128)
                .Pattern(Permissions.Patterns.Qualifier, @"(|[a-zA-Z0-9$_-]+)")
        )
        .Http("DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        found.Function.Provisioned.Remove(found.Qualifier!);
        state.Put(context.Changes, found.Function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, found.Function));
        return Nothing.Instance;
    }
}
