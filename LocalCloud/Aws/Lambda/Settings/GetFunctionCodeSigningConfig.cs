namespace LocalCloud.Aws.Lambda.Settings;

internal static class GetFunctionCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, FunctionSigningResponse> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionCodeSigningConfig",
            LambdaJson.Default.CodeSigningConfigRequest,
            LambdaJson.Default.FunctionSigningResponse,
            (state, request, _) =>
                state.Find(request.FunctionName!, out var _).Ok(out var function, out var error)
                    ? new FunctionSigningResponse
                    {
                        CodeSigningConfigArn = function.CodeSigningConfigArn ?? "",
                        FunctionName = function.Name,
                    }
                    : error,
            CodeSigning.Name
        )
        .Http("GET /2020-06-30/functions/{FunctionName}/code-signing-config");
}
