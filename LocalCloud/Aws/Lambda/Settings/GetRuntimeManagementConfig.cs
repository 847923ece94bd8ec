using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

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
