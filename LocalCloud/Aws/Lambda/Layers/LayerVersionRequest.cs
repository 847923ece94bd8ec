namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record LayerVersionRequest
{
    public string? LayerName { get; init; }
    public long? VersionNumber { get; init; }
}
