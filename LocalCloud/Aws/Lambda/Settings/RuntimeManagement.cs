using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>Stored and shown: the runtimes are those of this machine.</summary>
internal sealed record RuntimeManagement
{
    public string? UpdateRuntimeOn { get; init; }
    public string? RuntimeVersionArn { get; init; }
    public string? FunctionArn { get; init; }
}

internal sealed record PutRuntimeManagementConfigRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public string? UpdateRuntimeOn { get; init; }
    public string? RuntimeVersionArn { get; init; }
}

internal static class PutRuntimeManagementConfig
{
    public static readonly Operation<LambdaState, PutRuntimeManagementConfigRequest, RuntimeManagement> Definition = Operation<LambdaState>
        .Define(
            "PutRuntimeManagementConfig",
            LambdaJson.Default.PutRuntimeManagementConfigRequest,
            LambdaJson.Default.RuntimeManagement,
            Handle,
            FunctionName.Namespaced<PutRuntimeManagementConfigRequest>(r => r.FunctionName),
            FunctionName.Qualified<PutRuntimeManagementConfigRequest>(r => r.Qualifier),
            Must.Member<PutRuntimeManagementConfigRequest>("updateRuntimeOn", r => r.UpdateRuntimeOn)
                .Required()
                .Enum("Auto", "Manual", "FunctionUpdate")
        )
        .Http("PUT /2021-07-20/functions/{FunctionName}/runtime-management-config?Qualifier={Qualifier}")
        .Lacking("stored only: the runtimes are those of this machine");

    private static Result<RuntimeManagement> Handle(LambdaState state, PutRuntimeManagementConfigRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        if (request.UpdateRuntimeOn == "Manual" != request.RuntimeVersionArn is not null)
            return LambdaErrors.Invalid(
                request.RuntimeVersionArn is null
                    ? "Runtime Version ARN must be specified when the update mode is Manual."
                    : $"Runtime Version ARN is not required when the update mode is {request.UpdateRuntimeOn}."
            );
        var config = found.Function.RuntimeManagement[found.Qualifier ?? FunctionName.Latest] = new()
        {
            UpdateRuntimeOn = request.UpdateRuntimeOn,
            RuntimeVersionArn = request.RuntimeVersionArn,
            FunctionArn = found.Function.QualifiedArn(found.Qualifier ?? FunctionName.Latest),
        };
        state.Put(context.Changes, found.Function);
        return config;
    }
}

internal static class GetRuntimeManagementConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, RuntimeManagement> Definition = Operation<LambdaState>
        .Define(
            "GetRuntimeManagementConfig",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.RuntimeManagement,
            (state, request, _) =>
                state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error)
                    ? found.Function.RuntimeManagement.GetValueOrDefault(found.Qualifier ?? FunctionName.Latest)
                        ?? new RuntimeManagement
                        {
                            UpdateRuntimeOn = "Auto",
                            FunctionArn = found.Function.QualifiedArn(found.Qualifier ?? FunctionName.Latest),
                        }
                    : error,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2021-07-20/functions/{FunctionName}/runtime-management-config?Qualifier={Qualifier}");
}

internal sealed record RecursionConfigRequest
{
    public string? FunctionName { get; init; }
    public string? RecursiveLoop { get; init; }
}

internal sealed record RecursionConfigResponse
{
    public string? RecursiveLoop { get; init; }
}

internal static class PutFunctionRecursionConfig
{
    public static readonly Operation<LambdaState, RecursionConfigRequest, RecursionConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionRecursionConfig",
            LambdaJson.Default.RecursionConfigRequest,
            LambdaJson.Default.RecursionConfigResponse,
            Handle,
            FunctionName.Member<RecursionConfigRequest>(r => r.FunctionName),
            Must.Member<RecursionConfigRequest>("recursiveLoop", r => r.RecursiveLoop).Required().Enum("Allow", "Terminate")
        )
        .Http("PUT /2024-08-31/functions/{FunctionName}/recursion-config")
        .Lacking("stored only: loops are not detected");

    private static Result<RecursionConfigResponse> Handle(LambdaState state, RecursionConfigRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        function.RecursiveLoop = request.RecursiveLoop!;
        state.Put(context.Changes, function);
        return new RecursionConfigResponse { RecursiveLoop = function.RecursiveLoop };
    }
}

internal static class GetFunctionRecursionConfig
{
    public static readonly Operation<LambdaState, RecursionConfigRequest, RecursionConfigResponse> Definition = Operation<LambdaState>
        .Define(
            "GetFunctionRecursionConfig",
            LambdaJson.Default.RecursionConfigRequest,
            LambdaJson.Default.RecursionConfigResponse,
            (state, request, _) =>
                state.Find(request.FunctionName!, out var _).Ok(out var function, out var error)
                    ? new RecursionConfigResponse { RecursiveLoop = function.RecursiveLoop }
                    : error,
            FunctionName.Member<RecursionConfigRequest>(r => r.FunctionName)
        )
        .Http("GET /2024-08-31/functions/{FunctionName}/recursion-config");
}
