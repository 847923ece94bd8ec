using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

internal sealed record PutFunctionConcurrencyRequest
{
    public string? FunctionName { get; init; }
    public int? ReservedConcurrentExecutions { get; init; }
}

internal static class PutFunctionConcurrency
{
    public static readonly Operation<LambdaState, PutFunctionConcurrencyRequest, ReservedConcurrency> Definition = Operation<LambdaState>
        .Define(
            "PutFunctionConcurrency",
            LambdaJson.Default.PutFunctionConcurrencyRequest,
            LambdaJson.Default.ReservedConcurrency,
            Handle,
            FunctionName.Member<PutFunctionConcurrencyRequest>(r => r.FunctionName),
            Must.Member<PutFunctionConcurrencyRequest>("reservedConcurrentExecutions", r => r.ReservedConcurrentExecutions)
                .Required()
                .Range(0)
        )
        .Http("PUT /2017-10-31/functions/{FunctionName}/concurrency");

    private static Result<ReservedConcurrency> Handle(LambdaState state, PutFunctionConcurrencyRequest request, Context context)
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var reserved = request.ReservedConcurrentExecutions!.Value;
        var others = state.Functions.Values.Where(f => f != function).Sum(f => f.ReservedConcurrency ?? 0);
        if (AccountLimits.Concurrency - others - reserved < AccountLimits.LeastUnreserved)
            return LambdaErrors.Invalid(
                $"Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its "
                    + $"minimum value of [{AccountLimits.LeastUnreserved}]."
            );
        if (function.Provisioned.Values.Sum(p => p.Requested) > reserved)
            return LambdaErrors.Invalid(
                $"Requested ReservedConcurrentExecutions {reserved} is less than the sum of the function's provisioned concurrency."
            );
        function.ReservedConcurrency = reserved;
        state.Put(context.Changes, function);
        context.Changes.AfterCommit(() => state.Service.Fleet.LimitsChanged(state.Scope));
        return new ReservedConcurrency { ReservedConcurrentExecutions = reserved };
    }
}
