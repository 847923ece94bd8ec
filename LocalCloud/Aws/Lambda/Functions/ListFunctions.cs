namespace LocalCloud.Aws.Lambda.Functions;

internal sealed record ListFunctionsRequest
{
    public string? MasterRegion { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal sealed record ListFunctionsResponse
{
    public string? NextMarker { get; init; }
    public List<FunctionConfiguration>? Functions { get; init; }
}

internal static class ListFunctions
{
    public static readonly Operation<LambdaState, ListFunctionsRequest, ListFunctionsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListFunctions",
            LambdaJson.Default.ListFunctionsRequest,
            LambdaJson.Default.ListFunctionsResponse,
            Handle,
            Must.Member<ListFunctionsRequest>("functionVersion", r => r.FunctionVersion).Enum("ALL"),
            Lists.MaxItems<ListFunctionsRequest>(r => r.MaxItems)
        )
        .Http(
            "GET /2015-03-31/functions?MasterRegion={MasterRegion}&FunctionVersion={FunctionVersion}&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListFunctionsResponse> Handle(LambdaState state, ListFunctionsRequest request, Context context)
    {
        var all = state.Functions.Values.SelectMany(f =>
            request.FunctionVersion == "ALL"
                ? f.AllVersions.Select(v => v.Configuration with { FunctionArn = f.QualifiedArn(v.Number) })
                : [f.Latest.Configuration]
        );
        return Lists.Pages.ByItem(all, c => c.FunctionArn!, request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new ListFunctionsResponse { Functions = [.. page.Items.Select(c => c.Listed())], NextMarker = page.NextToken }
            : error;
    }
}
