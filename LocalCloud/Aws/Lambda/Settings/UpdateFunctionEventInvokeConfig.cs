using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static class UpdateFunctionEventInvokeConfig
{
    public static readonly Operation<LambdaState, EventInvokeConfigRequest, EventInvokeConfig> Definition = Operation<LambdaState>
        .Define(
            "UpdateFunctionEventInvokeConfig",
            LambdaJson.Default.EventInvokeConfigRequest,
            LambdaJson.Default.EventInvokeConfig,
            (state, request, context) => PutFunctionEventInvokeConfig.Put(state, request, context, merge: true),
            EventInvokeConfigs.Members
        )
        .Http("POST /2019-09-25/functions/{FunctionName}/event-invoke-config?Qualifier={Qualifier}");
}
