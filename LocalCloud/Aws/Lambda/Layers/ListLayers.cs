namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record ListLayersResponse
{
    public string? NextMarker { get; init; }
    public List<LayerItem>? Layers { get; init; }
}

internal sealed record LayerItem
{
    public string? LayerName { get; init; }
    public string? LayerArn { get; init; }
    public LayerVersionResponse? LatestMatchingVersion { get; init; }
}

internal static class ListLayers
{
    public static readonly Operation<LambdaState, ListLayersRequest, ListLayersResponse> Definition = Operation<LambdaState>
        .Define(
            "ListLayers",
            LambdaJson.Default.ListLayersRequest,
            LambdaJson.Default.ListLayersResponse,
            Handle,
            Lists.MaxItems<ListLayersRequest>(r => r.MaxItems, 50)
        )
        .Http(
            "GET /2018-10-31/layers?CompatibleRuntime={CompatibleRuntime}"
                + "&CompatibleArchitecture={CompatibleArchitecture}&Marker={Marker}&MaxItems={MaxItems}"
        );

    private static Result<ListLayersResponse> Handle(LambdaState state, ListLayersRequest request, Context context)
    {
        var all = state
            .Layers.Values.Select(l => (Layer: l, Version: l.Versions.FindLast(request.Takes)))
            .Where(l => l.Version is not null)
            .Select(l => new LayerItem
            {
                LayerName = l.Layer.Name,
                LayerArn = LayerName.Arn(state, l.Layer.Name),
                LatestMatchingVersion = GetLayerVersion.Item(state, l.Layer, l.Version!),
            });
        return Lists.Pages.ByItem(all, l => l.LayerName!, request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new ListLayersResponse { Layers = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
