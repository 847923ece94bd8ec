using System.Diagnostics;
using System.Globalization;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>
/// The application as functions of a stack in the local cloud: lines from CloudWatch Logs, processes by the names of the functions.
/// </summary>
internal abstract class DeployedSystem : SystemUnderTest
{
    public CloudClient Cloud => field ??= new(Aws);

    /// <summary>The names of the functions that a service has become.</summary>
    /// <param name="service">api, report-worker or event-router.</param>
    public abstract IReadOnlyList<string> FunctionsOf(string service);

    /// <summary>The tables come with the first request that needs them; tests look into them from the start.</summary>
    protected Task MakeTablesAsync() => Api.GetJsonAsync("/api/products");

    public override async Task<IReadOnlyList<string>> LogAsync(string service) =>
        [.. (await Task.WhenAll(FunctionsOf(service).Select(Cloud.LogAsync))).SelectMany(lines => lines)];

    // One that works is not frozen; of an environment that ends in mid-job, its caller is told at once
    public override async Task KillOneAsync(string service)
    {
        var functions = FunctionsOf(service).Select(f => $"AWS_LAMBDA_FUNCTION_NAME={f}").ToList();
        var endpoint = $"AWS_ENDPOINT_URL={AwsAddress.GetLeftPart(UriPartial.Authority)}";
        var victim = Directory
            .EnumerateDirectories("/proc")
            .Select(d => Path.GetFileName(d))
            .Where(name => int.TryParse(name, out _))
            .First(pid =>
                Read($"/proc/{pid}/environ").Split('\0') is var variables
                && variables.Contains(endpoint)
                && variables.Intersect(functions).Any()
                && !IsStopped(pid)
            );
        using var process = Process.GetProcessById(int.Parse(victim, CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsStopped(string pid) => Read($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('T');

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
