using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.AwsClients;
using LocalCloud.Deploy;

namespace LocalCloud.Tune.Preparing;

/// <summary>
/// Whether memory sizes differ in CPU where the function runs. On AWS they do; LocalCloud tells whether its machine can do that.
/// </summary>
internal static class CpuLimits
{
    /// <summary>MB that come with one core: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html.</summary>
    public const int OneCore = 1769;

    /// <summary>Of a version's environment: LocalCloud gives it its part of the CPU and no more, also when the machine is idle.</summary>
    public const string Variable = "LOCALCLOUD_CPU_QUOTA";

    /// <exception cref="TuneException">Sizes cannot be told apart there.</exception>
    public static async Task CheckAsync(AwsConnection connection, IReadOnlyList<int> sizes, CancellationToken cancellation)
    {
        if (connection.Endpoint is not { } endpoint)
            return;
        var (limits, reason) = await AskAsync(endpoint, cancellation).ConfigureAwait(false);
        if ((bool?)limits?["available"] is not true)
            throw new TuneException(
                $"{endpoint.Authority} does not limit the CPU of functions: "
                    + $"{reason ?? (string?)limits?["reason"] ?? "its /_localcloud/health says nothing of cpuLimits"}. "
                    + "Every size would run equally fast there, and what is measured would mean nothing. On Linux, LocalCloud needs the "
                    + "right to make control groups (root, or a delegated cgroup v2 with the cpu and memory controllers)."
            );
        var cores = (int?)limits["cores"] ?? Environment.ProcessorCount;
        if (sizes.Where(s => s > cores * OneCore).ToList() is { Count: > 0 } large)
            throw new TuneException(
                $"{string.Join(", ", large.Select(s => $"{s} MB"))}: that is more CPU than the {cores} cores of "
                    + $"{endpoint.Authority} have ({OneCore} MB come with one). Leave them out of --powers.",
                ExitCodes.BadInput
            );
    }

    private static async Task<(JsonNode? Limits, string? Reason)> AskAsync(Uri endpoint, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var answer = await http.GetAsync(new Uri(endpoint, "/_localcloud/health"), cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            return (null, "it is no LocalCloud, and cannot be asked");
        try
        {
            return (JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false))?["cpuLimits"], null);
        }
        catch (JsonException)
        {
            return (null, "it is no LocalCloud, and cannot be asked");
        }
    }
}
