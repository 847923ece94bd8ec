using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal sealed record PutProvisionedConcurrencyRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public int? ProvisionedConcurrentExecutions { get; init; }
}

internal static class PutProvisionedConcurrencyConfig
{
    public static readonly Operation<LambdaState, PutProvisionedConcurrencyRequest, ProvisionedConcurrencyResponse> Definition =
        Operation<LambdaState>
            .Define(
                "PutProvisionedConcurrencyConfig",
                LambdaJson.Default.PutProvisionedConcurrencyRequest,
                LambdaJson.Default.ProvisionedConcurrencyResponse,
                Handle,
                FunctionName.Member<PutProvisionedConcurrencyRequest>(r => r.FunctionName),
                Must.Member<PutProvisionedConcurrencyRequest>("qualifier", r => r.Qualifier)
                    .Required()
                    .Length(1, 128)
                    .Pattern(Permissions.Patterns.Qualifier, @"(|[a-zA-Z0-9$_-]+)"),
                Must.Member<PutProvisionedConcurrencyRequest>("provisionedConcurrentExecutions", r => r.ProvisionedConcurrentExecutions)
                    .Required()
                    .Range(1)
            )
            .Http("PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency?Qualifier={Qualifier}", status: 202);

    private static Result<ProvisionedConcurrencyResponse> Handle(
        LambdaState state,
        PutProvisionedConcurrencyRequest request,
        Context context
    )
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        var (function, version, qualifier) = found;
        if (version.IsLatest)
            return LambdaErrors.Invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        var wanted = request.ProvisionedConcurrentExecutions!.Value;
        var others = function.Provisioned.Where(p => p.Key != qualifier).ToList();
        if (others.Exists(p => function.Find(p.Key) == version))
            return LambdaErrors.Conflict(
                FunctionName.IsAliasName(qualifier)
                    ? "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"
                    : "Version can't be used for Provisioned Concurrency configuration on an already Provisioned alias"
            );
        var sum = wanted + others.Sum(p => p.Value.Requested);
        if (function.ReservedConcurrency is { } reserved && sum > reserved)
            return LambdaErrors.Invalid(
                $"Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function"
            );
        if (sum > AccountLimits.Concurrency - AccountLimits.LeastUnreserved)
            return LambdaErrors.Invalid(
                $"Specified ConcurrentExecutions for function is greater than account's unreserved concurrency "
                    + $"[{AccountLimits.Concurrency - AccountLimits.LeastUnreserved}]."
            );
        var config = function.Provisioned[qualifier!] = new(wanted, Versioning.Stamp(context.Now));
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, function));
        return new ProvisionedConcurrencyResponse
        {
            RequestedProvisionedConcurrentExecutions = wanted,
            AllocatedProvisionedConcurrentExecutions = 0,
            Status = "IN_PROGRESS",
            LastModified = config.LastModified,
        };
    }
}
