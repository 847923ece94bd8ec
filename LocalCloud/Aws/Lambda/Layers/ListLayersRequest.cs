namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record ListLayersRequest
{
    public string? LayerName { get; init; }
    public string? CompatibleRuntime { get; init; }
    public string? CompatibleArchitecture { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }

    internal bool Takes(LayerVersion version) =>
        (CompatibleRuntime is null || version.CompatibleRuntimes?.Contains(CompatibleRuntime) == true)
        && (CompatibleArchitecture is null || version.CompatibleArchitectures?.Contains(CompatibleArchitecture) != false);
}
