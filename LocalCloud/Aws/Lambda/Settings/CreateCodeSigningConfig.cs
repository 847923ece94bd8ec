using System.Security.Cryptography;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class CreateCodeSigningConfig
{
    public static readonly Operation<LambdaState, CodeSigningConfigRequest, CodeSigningConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "CreateCodeSigningConfig",
            LambdaJson.Default.CodeSigningConfigRequest,
            LambdaJson.Default.CodeSigningConfigResponse,
            Handle,
            Must.Member<CodeSigningConfigRequest>("allowedPublishers", r => r.AllowedPublishers).Required(),
            CodeSigning.Publishers,
            CodeSigning.Policy,
            CodeSigning.Description
        )
        .Http("POST /2020-04-22/code-signing-configs", status: 201)
        .Lacking(CodeSigning.Stored);

    private static Result<CodeSigningConfigResponse> Handle(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        var id = $"csc-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 17)}";
        var config = new CodeSigningConfig
        {
            CodeSigningConfigId = id,
            CodeSigningConfigArn = state.Scope.Arn("lambda", $"code-signing-config:{id}"),
            Description = request.Description ?? "",
            AllowedPublishers = request.AllowedPublishers,
            CodeSigningPolicies = request.CodeSigningPolicies ?? new() { UntrustedArtifactOnDeployment = "Warn" },
            LastModified = Versioning.Stamp(context.Now),
            Tags = request.Tags ?? [],
        };
        state.Put(context.Changes, config);
        return new CodeSigningConfigResponse { CodeSigningConfig = config.Shown() };
    }
}
