using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class CodeSigning
{
    public const string Stored = "signatures are not checked";

    public static readonly Member<CodeSigningConfigRequest> Arn = Must.Member<CodeSigningConfigRequest>("codeSigningConfigArn", r =>
            r.CodeSigningConfigArn
        )
        .Required()
        .Length(0, 200)
        .Pattern(Permissions.Patterns.SigningConfig, Permissions.Patterns.SigningConfigShown);

    public static readonly Member<CodeSigningConfigRequest> Policy = Must.Member<CodeSigningConfigRequest>(
            "codeSigningPolicies.untrustedArtifactOnDeployment",
            r => r.CodeSigningPolicies?.UntrustedArtifactOnDeployment
        )
        .Enum("Warn", "Enforce");

    public static readonly Member<CodeSigningConfigRequest> Description = Must.Member<CodeSigningConfigRequest>("description", r =>
            r.Description
        )
        .Length(0, 256);

    public static readonly Member<CodeSigningConfigRequest> Publishers = Must.Member<CodeSigningConfigRequest>(
            "allowedPublishers.signingProfileVersionArns",
            r => r.AllowedPublishers?.SigningProfileVersionArns
        )
        .Length(1, 20);

    public static readonly Member<CodeSigningConfigRequest> Name = FunctionName.Namespaced<CodeSigningConfigRequest>(r => r.FunctionName);

    public static Result<CodeSigningConfig> Find(LambdaState state, CodeSigningConfigRequest request) =>
        state.SigningConfigs.GetValueOrDefault(request.CodeSigningConfigArn!) is { } config
            ? config
            : LambdaErrors.NotFound($"The Lambda code signing configuration {request.CodeSigningConfigArn} can not be found.");
}
