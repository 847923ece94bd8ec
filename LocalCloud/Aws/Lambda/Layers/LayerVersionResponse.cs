namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record LayerVersionResponse
{
    public LayerContentOutput? Content { get; init; }
    public string? LayerArn { get; init; }
    public string? LayerVersionArn { get; init; }
    public string? Description { get; init; }
    public string? CreatedDate { get; init; }
    public long Version { get; init; }
    public List<string>? CompatibleRuntimes { get; init; }
    public List<string>? CompatibleArchitectures { get; init; }
    public string? LicenseInfo { get; init; }
}

internal sealed record LayerContentOutput
{
    public string? Location { get; init; }
    public string? CodeSha256 { get; init; }
    public long CodeSize { get; init; }
}
