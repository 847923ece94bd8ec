using System.Security.Cryptography;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>Stored and shown; signatures are not checked.</summary>
internal sealed record CodeSigningConfig
{
    public required string CodeSigningConfigId { get; init; }
    public required string CodeSigningConfigArn { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public string? LastModified { get; init; }
    public Dictionary<string, string> Tags { get; set; } = [];

    internal ShownSigningConfig Shown() =>
        new()
        {
            CodeSigningConfigId = CodeSigningConfigId,
            CodeSigningConfigArn = CodeSigningConfigArn,
            Description = Description,
            AllowedPublishers = AllowedPublishers,
            CodeSigningPolicies = CodeSigningPolicies,
            LastModified = LastModified,
        };
}

internal sealed record ShownSigningConfig
{
    public string? CodeSigningConfigId { get; init; }
    public string? CodeSigningConfigArn { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public string? LastModified { get; init; }
}

internal sealed record AllowedPublishers
{
    public List<string>? SigningProfileVersionArns { get; init; }
}

internal sealed record CodeSigningPolicies
{
    public string? UntrustedArtifactOnDeployment { get; init; }
}

internal sealed record CodeSigningConfigRequest
{
    public string? CodeSigningConfigArn { get; init; }
    public string? FunctionName { get; init; }
    public string? Description { get; init; }
    public AllowedPublishers? AllowedPublishers { get; init; }
    public CodeSigningPolicies? CodeSigningPolicies { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record CodeSigningConfigResponse
{
    public ShownSigningConfig? CodeSigningConfig { get; init; }
}

internal sealed record ListCodeSigningConfigsResponse
{
    public string? NextMarker { get; init; }
    public List<ShownSigningConfig>? CodeSigningConfigs { get; init; }
}

internal sealed record FunctionSigningResponse
{
    public string? CodeSigningConfigArn { get; init; }
    public string? FunctionName { get; init; }
}

internal sealed record ListFunctionsByCodeSigningConfigResponse
{
    public string? NextMarker { get; init; }
    public List<string>? FunctionArns { get; init; }
}

internal static class CodeSigning
{
    private const string Stored = "signatures are not checked";

    private static readonly Member<CodeSigningConfigRequest> Arn = Must.Member<CodeSigningConfigRequest>("codeSigningConfigArn", r =>
            r.CodeSigningConfigArn
        )
        .Required()
        .Length(0, 200)
        .Pattern(Permissions.Patterns.SigningConfig, Permissions.Patterns.SigningConfigShown);

    private static readonly Member<CodeSigningConfigRequest> Policy = Must.Member<CodeSigningConfigRequest>(
            "codeSigningPolicies.untrustedArtifactOnDeployment",
            r => r.CodeSigningPolicies?.UntrustedArtifactOnDeployment
        )
        .Enum("Warn", "Enforce");

    private static readonly Member<CodeSigningConfigRequest> Description = Must.Member<CodeSigningConfigRequest>("description", r =>
            r.Description
        )
        .Length(0, 256);

    private static readonly Member<CodeSigningConfigRequest> Publishers = Must.Member<CodeSigningConfigRequest>(
            "allowedPublishers.signingProfileVersionArns",
            r => r.AllowedPublishers?.SigningProfileVersionArns
        )
        .Length(1, 20);

    private static readonly Member<CodeSigningConfigRequest> Name = FunctionName.Namespaced<CodeSigningConfigRequest>(r => r.FunctionName);

    public static readonly IReadOnlyList<Operation> Operations =
    [
        Operation<LambdaState>
            .Define(
                "CreateCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.CodeSigningConfigResponse,
                Create,
                Must.Member<CodeSigningConfigRequest>("allowedPublishers", r => r.AllowedPublishers).Required(),
                Publishers,
                Policy,
                Description
            )
            .Http("POST /2020-04-22/code-signing-configs", status: 201)
            .Lacking(Stored),
        Operation<LambdaState>
            .Define(
                "GetCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.CodeSigningConfigResponse,
                (state, request, _) =>
                    Find(state, request).Ok(out var config, out var error)
                        ? new CodeSigningConfigResponse { CodeSigningConfig = config.Shown() }
                        : error,
                Arn
            )
            .Http("GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}"),
        Operation<LambdaState>
            .Define(
                "UpdateCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.CodeSigningConfigResponse,
                Update,
                Arn,
                Publishers,
                Policy,
                Description
            )
            .Http("PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}")
            .Lacking(Stored),
        Operation<LambdaState>
            .Define("DeleteCodeSigningConfig", LambdaJson.Default.CodeSigningConfigRequest, Delete, Arn)
            .Http("DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}", status: 204),
        Operation<LambdaState>
            .Define(
                "ListCodeSigningConfigs",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.ListCodeSigningConfigsResponse,
                (state, request, _) =>
                    Lists
                        .Pages.ByItem(state.SigningConfigs.Values, c => c.CodeSigningConfigArn, request.Marker, request.MaxItems)
                        .Ok(out var page, out var error)
                        ? new ListCodeSigningConfigsResponse
                        {
                            CodeSigningConfigs = [.. page.Items.Select(c => c.Shown())],
                            NextMarker = page.NextToken,
                        }
                        : error,
                Lists.MaxItems<CodeSigningConfigRequest>(r => r.MaxItems)
            )
            .Http("GET /2020-04-22/code-signing-configs?Marker={Marker}&MaxItems={MaxItems}"),
        Operation<LambdaState>
            .Define(
                "ListFunctionsByCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.ListFunctionsByCodeSigningConfigResponse,
                (state, request, _) =>
                    Find(state, request).Error is { } error ? error
                    : Lists
                        .Pages.ByItem(
                            state.Functions.Values.Where(f => f.CodeSigningConfigArn == request.CodeSigningConfigArn).Select(f => f.Arn),
                            a => a,
                            request.Marker,
                            request.MaxItems
                        )
                        .Ok(out var page, out var invalid)
                        ? new ListFunctionsByCodeSigningConfigResponse { FunctionArns = page.Items, NextMarker = page.NextToken }
                    : invalid,
                Arn,
                Lists.MaxItems<CodeSigningConfigRequest>(r => r.MaxItems)
            )
            .Http("GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions?Marker={Marker}&MaxItems={MaxItems}"),
        Operation<LambdaState>
            .Define(
                "PutFunctionCodeSigningConfig",
                LambdaJson.Default.CodeSigningConfigRequest,
                LambdaJson.Default.FunctionSigningResponse,
                PutOfFunction,
                Arn,
                Name
            )
            .Http("PUT /2020-06-30/functions/{FunctionName}/code-signing-config")
            .Lacking(Stored),
        Operation<LambdaState>
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
                Name
            )
            .Http("GET /2020-06-30/functions/{FunctionName}/code-signing-config"),
        Operation<LambdaState>
            .Define("DeleteFunctionCodeSigningConfig", LambdaJson.Default.CodeSigningConfigRequest, DeleteOfFunction, Name)
            .Http("DELETE /2020-06-30/functions/{FunctionName}/code-signing-config", status: 204),
    ];

    private static Result<CodeSigningConfig> Find(LambdaState state, CodeSigningConfigRequest request) =>
        state.SigningConfigs.GetValueOrDefault(request.CodeSigningConfigArn!) is { } config
            ? config
            : LambdaErrors.NotFound($"The Lambda code signing configuration {request.CodeSigningConfigArn} can not be found.");

    private static Result<CodeSigningConfigResponse> Create(LambdaState state, CodeSigningConfigRequest request, Context context)
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

    private static Result<CodeSigningConfigResponse> Update(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var config, out var error))
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

    private static Result<Nothing> Delete(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!Find(state, request).Ok(out var config, out var error))
            return error;
        if (state.Functions.Values.Any(f => f.CodeSigningConfigArn == config.CodeSigningConfigArn))
            return LambdaErrors.Conflict("The code signing configuration is in use by a function.");
        state.Delete(context.Changes, config);
        return Nothing.Instance;
    }

    private static Result<FunctionSigningResponse> PutOfFunction(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        if (!state.SigningConfigs.ContainsKey(request.CodeSigningConfigArn!))
            return LambdaErrors.Of(
                "CodeSigningConfigNotFoundException",
                $"The code signing configuration cannot be found. Check that the provided configuration is not deleted: "
                    + $"{request.CodeSigningConfigArn}.",
                404
            );
        function.CodeSigningConfigArn = request.CodeSigningConfigArn;
        state.Put(context.Changes, function);
        return new FunctionSigningResponse { CodeSigningConfigArn = request.CodeSigningConfigArn, FunctionName = function.Name };
    }

    private static Result<Nothing> DeleteOfFunction(LambdaState state, CodeSigningConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        function.CodeSigningConfigArn = null;
        state.Put(context.Changes, function);
        return Nothing.Instance;
    }
}
