using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record RecursionConfigRequest
{
    public string? FunctionName { get; init; }
    public string? RecursiveLoop { get; init; }
}
