namespace LocalCloud.Aws.Lambda.Functions;

internal static class GetFunctionConfiguration
{
    public static readonly Operation<LambdaState, FunctionRequest, FunctionConfiguration> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionConfiguration",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.FunctionConfiguration,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/configuration?Qualifier={Qualifier}");

    private static Result<FunctionConfiguration> Handle(LambdaState state, FunctionRequest request, Context context) =>
        state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error)
            ? Shown(found.Function, found.Version, found.Qualifier)
            : error;

    /// <summary>The ARN is the one that was asked for: with the alias or version when there was one.</summary>
    public static FunctionConfiguration Shown(Function function, FunctionVersion version, string? qualifier) =>
        version.Configuration with
        {
            FunctionArn = function.QualifiedArn(qualifier),
        };
}
