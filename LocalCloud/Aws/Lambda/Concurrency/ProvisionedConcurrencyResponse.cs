namespace LocalCloud.Aws.Lambda.Concurrency;

internal sealed record ProvisionedConcurrencyResponse
{
    public string? FunctionArn { get; init; }
    public int? RequestedProvisionedConcurrentExecutions { get; init; }
    public int? AvailableProvisionedConcurrentExecutions { get; init; }
    public int? AllocatedProvisionedConcurrentExecutions { get; init; }
    public string? Status { get; init; }
    public string? StatusReason { get; init; }
    public string? LastModified { get; init; }
}
