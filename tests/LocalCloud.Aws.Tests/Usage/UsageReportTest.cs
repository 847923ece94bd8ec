using System.Text.Json;
using LocalCloud.Aws.Tests.Lambda;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>Reads what LocalCloud has counted, as everybody does.</summary>
public abstract class UsageReportTest : LambdaTest
{
    private protected async Task<UsageReport> UsageAsync(string query = "") =>
        JsonSerializer.Deserialize(
            await Http.GetStringAsync($"/_localcloud/usage{query}", TestContext.Current.CancellationToken),
            UsageJson.Default.UsageReport
        )!;

    /// <summary>The one row of an operation.</summary>
    private protected async Task<UsageCall> UsageAsync(string service, string operation, Func<UsageCall, bool>? which = null) =>
        Assert.Single((await UsageAsync()).Calls, c => c.Service == service && c.Operation == operation && which?.Invoke(c) is not false);
}
