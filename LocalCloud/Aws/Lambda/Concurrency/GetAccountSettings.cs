namespace LocalCloud.Aws.Lambda.Concurrency;

internal sealed record GetAccountSettingsRequest;

internal sealed record GetAccountSettingsResponse
{
    public AccountLimit? AccountLimit { get; init; }
    public AccountUsage? AccountUsage { get; init; }
}

internal sealed record AccountLimit
{
    public long TotalCodeSize { get; init; }
    public long CodeSizeUnzipped { get; init; }
    public long CodeSizeZipped { get; init; }
    public int ConcurrentExecutions { get; init; }
    public int UnreservedConcurrentExecutions { get; init; }
}

internal sealed record AccountUsage
{
    public long TotalCodeSize { get; init; }
    public long FunctionCount { get; init; }
}

internal static class GetAccountSettings
{
    public static readonly Operation<LambdaState, GetAccountSettingsRequest, GetAccountSettingsResponse> Definition = Operation<LambdaState>
        .Define(
            "GetAccountSettings",
            LambdaJson.Default.GetAccountSettingsRequest,
            LambdaJson.Default.GetAccountSettingsResponse,
            (state, _, _) =>
                new GetAccountSettingsResponse
                {
                    AccountLimit = new()
                    {
                        TotalCodeSize = AccountLimits.CodeSize,
                        CodeSizeUnzipped = Code.PackageArchive.MostUnzipped,
                        CodeSizeZipped = AccountLimits.Zipped,
                        ConcurrentExecutions = AccountLimits.Concurrency,
                        UnreservedConcurrentExecutions =
                            AccountLimits.Concurrency - state.Functions.Values.Sum(f => f.ReservedConcurrency ?? 0),
                    },
                    AccountUsage = new()
                    {
                        TotalCodeSize =
                            state.Functions.Values.Sum(f => f.AllVersions.Sum(v => v.Configuration.CodeSize))
                            + state.Layers.Values.Sum(l => l.Versions.Sum(v => v.CodeSize)),
                        FunctionCount = state.Functions.Count,
                    },
                }
        )
        .Http("GET /2016-08-19/account-settings");
}
