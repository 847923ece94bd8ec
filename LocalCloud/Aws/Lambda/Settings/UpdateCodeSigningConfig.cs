using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class UpdateCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, CodeSigningConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "UpdateCodeSigningConfig",
            LambdaJson.Default.CodeSigningConfigRequest,
            LambdaJson.Default.CodeSigningConfigResponse,
            Handle,
            CodeSigning.Arn,
            CodeSigning.Publishers,
            CodeSigning.Policy,
            CodeSigning.Description
        )
        .Http("PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}")
        .Lacking(CodeSigning.Stored);

    private static Result<CodeSigningConfigResponse> Handle(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!CodeSigning.Find(state, request).Ok(out var config, out var error))
            return error;
        config = config with
        {
            Description = request.Description ?? config.Description,
            AllowedPublishers = request.AllowedPublishers ?? config.AllowedPublishers,
            CodeSigningPolicies = request.CodeSigningPolicies ?? config.CodeSigningPolicies,
            LastModified = Versioning.Stamp(context.Now),
        };
        state.Put(context.Changes, config);
        return new CodeSigningConfigResponse { CodeSigningConfig = config.Shown() };
    }
}
