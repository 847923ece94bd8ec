using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

/// <summary>How many environments of a version or alias are kept warm.</summary>
internal sealed record ProvisionedConcurrency(int Requested, string LastModified);

internal static class GetProvisionedConcurrencyConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, ProvisionedConcurrencyResponse> Definition = Operation<LambdaState>
        .Define(
            "GetProvisionedConcurrencyConfig",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.ProvisionedConcurrencyResponse,
            Handle,
            FunctionName.Member<FunctionRequest>(r => r.FunctionName),
            Must.Member<FunctionRequest>("qualifier", r => r.Qualifier)
                .Required()
                .Length(1, 128)
                .Pattern(Permissions.Patterns.Qualifier, @"(|[a-zA-Z0-9$_-]+)")
        )
        .Http("GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?Qualifier={Qualifier}");

    private static Result<ProvisionedConcurrencyResponse> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        return found.Function.Provisioned.TryGetValue(found.Qualifier!, out var config)
            ? Shown(state, found.Function, found.Qualifier!, config)
            : LambdaErrors.Of(
                "ProvisionedConcurrencyConfigNotFoundException",
                "No Provisioned Concurrency Config found for this function",
                404
            );
    }

    public static ProvisionedConcurrencyResponse Shown(
        LambdaState state,
        Function function,
        string qualifier,
        ProvisionedConcurrency config
    )
    {
        var count = state.Service.Fleet.Provisioned(state.Scope, function.Find(qualifier)!);
        return new()
        {
            RequestedProvisionedConcurrentExecutions = config.Requested,
            AllocatedProvisionedConcurrentExecutions = Math.Min(count.Ready, config.Requested),
            AvailableProvisionedConcurrentExecutions = Math.Min(count.Ready, config.Requested),
            Status =
                count.Failure is not null ? "FAILED"
                : count.Ready >= config.Requested ? "READY"
                : "IN_PROGRESS",
            StatusReason = count.Failure,
            LastModified = config.LastModified,
        };
    }
}
