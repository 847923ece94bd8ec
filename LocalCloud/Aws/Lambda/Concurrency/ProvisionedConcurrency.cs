using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Concurrency;

/// <summary>How many environments of a version or alias are kept warm.</summary>
internal sealed record ProvisionedConcurrency(int Requested, string LastModified);

internal sealed record PutProvisionedConcurrencyRequest
{
    public string? FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public int? ProvisionedConcurrentExecutions { get; init; }
}

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

internal static class DeleteProvisionedConcurrencyConfig
{
    public static readonly Operation<LambdaState, FunctionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "DeleteProvisionedConcurrencyConfig",
            LambdaJson.Default.FunctionRequest,
            Handle,
            FunctionName.Member<FunctionRequest>(r => r.FunctionName),
            Must.Member<FunctionRequest>("qualifier", r => r.Qualifier)
                .Required()
                .Length(1, 128)
                .Pattern(Permissions.Patterns.Qualifier, @"(|[a-zA-Z0-9$_-]+)")
        )
        .Http("DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency?Qualifier={Qualifier}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        found.Function.Provisioned.Remove(found.Qualifier!);
        state.Put(context.Changes, found.Function);
        context.Changes.AfterCommit(() => state.Service.Fleet.Provision(state.Scope, found.Function));
        return Nothing.Instance;
    }
}

internal sealed record ListProvisionedConcurrencyConfigsResponse
{
    public string? NextMarker { get; init; }
    public List<ProvisionedConcurrencyResponse>? ProvisionedConcurrencyConfigs { get; init; }
}

internal static class ListProvisionedConcurrencyConfigs
{
    public static readonly Operation<LambdaState, ListOfFunctionRequest, ListProvisionedConcurrencyConfigsResponse> Definition =
        Operation<LambdaState>
            .Define(
                "ListProvisionedConcurrencyConfigs",
                LambdaJson.Default.ListOfFunctionRequest,
                LambdaJson.Default.ListProvisionedConcurrencyConfigsResponse,
                Handle,
                FunctionName.Member<ListOfFunctionRequest>(r => r.FunctionName),
                Lists.MaxItems<ListOfFunctionRequest>(r => r.MaxItems, 50)
            )
            .Http("GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL&Marker={Marker}&MaxItems={MaxItems}");

    private static Result<ListProvisionedConcurrencyConfigsResponse> Handle(
        LambdaState state,
        ListOfFunctionRequest request,
        Context context
    )
    {
        if (!state.Find(request.FunctionName!, out _).Ok(out var function, out var error))
            return error;
        var all = function.Provisioned.Select(p =>
            GetProvisionedConcurrencyConfig.Shown(state, function, p.Key, p.Value) with
            {
                FunctionArn = function.QualifiedArn(p.Key),
            }
        );
        return Lists.Pages.ByItem(all, p => p.FunctionArn!, request.Marker, request.MaxItems).Ok(out var page, out error)
            ? new ListProvisionedConcurrencyConfigsResponse { ProvisionedConcurrencyConfigs = page.Items, NextMarker = page.NextToken }
            : error;
    }
}
