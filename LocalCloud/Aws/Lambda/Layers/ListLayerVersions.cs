namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record ListLayerVersionsResponse
{
    public string? NextMarker { get; init; }
    public List<LayerVersionResponse>? LayerVersions { get; init; }
}

internal static class ListLayerVersions
{
    public static readonly Operation<LambdaState, ListLayersRequest, ListLayerVersionsResponse> Definition = Operation<LambdaState>
        .Define(
            "ListLayerVersions",
            LambdaJson.Default.ListLayersRequest,
            LambdaJson.Default.ListLayerVersionsResponse,
            Handle,
            LayerName.Member<ListLayersRequest>(r => r.LayerName),
            Lists.MaxItems<ListLayersRequest>(r => r.MaxItems, 50)
        )
        .Http(
            "GET /2018-10-31/layers/{LayerName}/versions?CompatibleRuntime={CompatibleRuntime}"
                + "&CompatibleArchitecture={CompatibleArchitecture}&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListLayerVersionsResponse> Handle(LambdaState state, ListLayersRequest request, Context context)
    {
        var layer = state.Layers.GetValueOrDefault(LayerName.Of(request.LayerName!));
        var all = (layer?.Versions ?? []).AsEnumerable().Reverse().Where(request.Takes).Select(v => GetLayerVersion.Item(state, layer!, v));
        return Lists.Pages.ByItem(all, v => v.LayerVersionArn!, request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new ListLayerVersionsResponse { LayerVersions = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
