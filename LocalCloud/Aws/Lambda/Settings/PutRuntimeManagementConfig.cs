using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

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
