using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal sealed record ListProvisionedConcurrencyConfigsResponse
{
    public string? NextMarker { get; init; }
    public List<ProvisionedConcurrencyResponse>? ProvisionedConcurrencyConfigs { get; init; }
}

internal static class ListProvisionedConcurrencyConfigs
{
    public static readonly Operation<LambdaState, ListOfFunctionRequest, ListProvisionedConcurrencyConfigsResponse> Definition =
        Operation<LambdaState>
            .Define(
                "ListProvisionedConcurrencyConfigs",
                LambdaJson.Default.ListOfFunctionRequest,
                LambdaJson.Default.ListProvisionedConcurrencyConfigsResponse,
                Handle,
                FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
                Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
            )
            .Http("GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL&Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListProvisionedConcurrencyConfigsResponse> Handle(
        LambdaState state,
        ListOfFunctionRequest request,
        Context context
    )
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var all = function.Provisioned.Select(p =>
            GetProvisionedConcurrencyConfig.Shown(state, function, p.Key, p.Value) with
            {
                FunctionArn = function.QualifiedArn(p.Key),
            }
        );
        return Lists.Pages.ByItem(all, p => p.FunctionArn!, request.Marker, request.MaxItems).Ok(out var page, out error)
            ? new ListProvisionedConcurrencyConfigsResponse { ProvisionedConcurrencyConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
