namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record RecursionConfigResponse
{
    public string? RecursiveLoop { get; init; }
}
