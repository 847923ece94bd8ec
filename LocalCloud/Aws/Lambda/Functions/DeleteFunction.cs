namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>The whole function, or one published version.</summary>
internal static class DeleteFunction
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteFunction",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("DELETE /2015-03-31/functions/{FunctionName}?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out var name, request.Qualifier).Ok(out var function, out var error))
            return error;
        if (name.Qualifier is { } qualifier)
            return DeleteVersion(state, function, qualifier, context);
        state.Delete(context.Changes, function);
        return Nothing.Instance;
    }

    private static Result<Nothing> DeleteVersion(LambdaState state, Function function, string qualifier, Context context)
    {
        if (qualifier == FunctionName.Latest)
            return LambdaErrors.Invalid("$LATEST version cannot be deleted without deleting the function.");
        if (FunctionName.IsAliasName(qualifier))
            return LambdaErrors.Invalid("Deletion of aliases is not currently supported.");
        // Deleting what is not there is success (docs: DeleteFunction)
        if (function.Find(qualifier) is not { } version)
            return Nothing.Instance;
        var aliases = function
            .Aliases.Values.Where(a =>
                a.FunctionVersion == qualifier || a.RoutingConfig?.AdditionalVersionWeights?.ContainsKey(qualifier) == true
            )
            .Select(a => a.AliasArn)
            .ToList();
        if (aliases.Count > 0)
            return LambdaErrors.Conflict(
                $"Version was not able to be deleted because it is used in the following aliases: [{string.Join(", ", aliases)}]"
            );
        function.Versions.Remove(version);
        function.Provisioned.Remove(qualifier);
        function.EventInvoke.Remove(qualifier);
        function.Policies.Remove(qualifier);
        state.Drop(context.Changes, version);
        state.Put(context.Changes, function);
        return Nothing.Instance;
    }
}
