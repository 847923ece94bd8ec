namespace LocalCloud.Aws.Lambda.Settings;

internal static class GetCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, CodeSigningConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "GetCodeSigningConfig",
            LambdaJson.Default.CodeSigningConfigRequest,
            LambdaJson.Default.CodeSigningConfigResponse,
            (state, request, _) =>
                CodeSigning.Find(state, request).Ok(out var config, out var error)
                    ? new CodeSigningConfigResponse { CodeSigningConfig = config.Shown() }
                    : error,
            CodeSigning.Arn
        )
        .Http("GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}");
}
