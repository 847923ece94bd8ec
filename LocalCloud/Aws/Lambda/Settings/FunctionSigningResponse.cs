namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record FunctionSigningResponse
{
    public string? CodeSigningConfigArn { get; init; }
    public string? FunctionName { get; init; }
}
