using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Aliases;

internal sealed record AliasRequest
{
    public string? FunctionName { get; init; }
    public string? Name { get; init; }
    public string? FunctionVersion { get; init; }
    public string? Description { get; init; }
    public AliasRouting? RoutingConfig { get; init; }
    public string? RevisionId { get; init; }
}
