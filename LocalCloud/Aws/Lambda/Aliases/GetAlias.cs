using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal static class GetAlias
{
    public static readonly Operation<LambdaState, AliasRequest, AliasConfiguration> Definition = Operation<LambdaState>
        .Define("GetAlias", LambdaJson.Default.AliasRequest, LambdaJson.Default.AliasConfiguration, Handle, CreateAlias.Members)
        .Http("GET /2015-03-31/functions/{FunctionName}/aliases/{Name}");

    public static Result<(Function Function, AliasConfiguration Alias)> Find(LambdaState state, AliasRequest request)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return function.Aliases.TryGetValue(request.Name!, out var alias)
            ? (function, alias)
            : LambdaErrors.NotFound($"Cannot find alias arn: {function.QualifiedArn(request.Name)}");
    }

    private static Result<AliasConfiguration> Handle(LambdaState state, AliasRequest request, Context context) =>
        Find(state, request).Ok(out var found, out var error) ? found.Alias : error;
}
