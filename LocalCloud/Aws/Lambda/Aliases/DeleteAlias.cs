using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal static class DeleteAlias
{
    public static readonly Operation<LambdaState, AliasRequest, Nothing> Definition = Operation<LambdaState>
        .Define("DeleteAlias", LambdaJson.Default.AliasRequest, Handle, CreateAlias.Members)
        .Http("DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, AliasRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (!function.Aliases.Remove(request.Name!))
            return Nothing.Instance;
        function.Urls.Remove(request.Name!);
        function.Provisioned.Remove(request.Name!);
        function.EventInvoke.Remove(request.Name!);
        function.Policies.Remove(request.Name!);
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, function));
        return Nothing.Instance;
    }
}
