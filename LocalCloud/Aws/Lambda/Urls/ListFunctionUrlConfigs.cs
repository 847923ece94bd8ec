using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Urls;

internal sealed record ListFunctionUrlConfigsResponse
{
    public List<FunctionUrlResponse>? FunctionUrlConfigs { get; init; }
    public string? NextMarker { get; init; }
}

internal static class ListFunctionUrlConfigs
{
    public static readonly Operation<LambdaState, ListOfFunctionRequest, ListFunctionUrlConfigsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListFunctionUrlConfigs",
            LambdaJson.Default.ListOfFunctionRequest,
            LambdaJson.Default.ListFunctionUrlConfigsResponse,
            Handle,
            FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
            Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
        )
        .Http("GET /2021-10-31/functions/{FunctionName}/urls?Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListFunctionUrlConfigsResponse> Handle(LambdaState state, ListOfFunctionRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        return Lists
            .Pages.ByItem(
                function.Urls.Select(u => FunctionUrls.Shown(function, u.Key, u.Value, context)),
                u => u.FunctionArn!,
                request.Marker,
                request.MaxItems
            )
            .Ok(out var page, out error)
            ? new ListFunctionUrlConfigsResponse { FunctionUrlConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
