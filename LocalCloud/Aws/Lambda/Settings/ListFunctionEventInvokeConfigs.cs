using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record ListEventInvokeConfigsResponse
{
    public List<EventInvokeConfig>? FunctionEventInvokeConfigs { get; init; }
    public string? NextMarker { get; init; }
}

internal static class ListFunctionEventInvokeConfigs
{
    public static readonly Operation<LambdaState, ListOfFunctionRequest, ListEventInvokeConfigsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListFunctionEventInvokeConfigs",
            LambdaJson.Default.ListOfFunctionRequest,
            LambdaJson.Default.ListEventInvokeConfigsResponse,
            Handle,
            FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
            Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
        )
        .Http("GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list?Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListEventInvokeConfigsResponse> Handle(LambdaState state, ListOfFunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return Lists
            .Pages.ByItem(function.EventInvoke.Values, c => c.FunctionArn!, request.Marker, request.MaxItems)
            .Ok(out var page, out error)
            ? new ListEventInvokeConfigsResponse { FunctionEventInvokeConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
