using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

// A function of the runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) that does what its event says:
// {"hash": N} keeps the CPU busy, {"wait": MS} waits, {"fail": "why"} fails, {"share": true} tells its part of the CPU.
var address = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation";
using var runtime = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using var next = await runtime.GetAsync($"{address}/next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var todo = JsonNode.Parse(await next.Content.ReadAsStringAsync());
    var (kind, answer) = todo is JsonObject given ? await DoAsync(given) : ("response", new JsonObject());
    using var sent = await runtime.PostAsync(
        $"{address}/{id}/{kind}",
        new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json")
    );
}

static async Task<(string Kind, JsonObject Answer)> DoAsync(JsonObject todo)
{
    if ((string?)todo["fail"] is { } why)
    {
        Console.WriteLine($"It fails because it was told: {why}");
        return ("error", new JsonObject { ["errorType"] = "Told", ["errorMessage"] = why });
    }
    var hash = new byte[32];
    for (var i = 0; i < ((int?)todo["hash"] ?? 0); i++)
        SHA256.HashData(hash, hash);
    if ((double?)todo["wait"] is { } wait)
        // What is measured: the time that a call to another service would take
        await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
    var share = (bool?)todo["share"] == true ? Share() : null;
    return (
        "response",
        new JsonObject
        {
            ["hash"] = Convert.ToHexString(hash),
            ["share"] = share,
            ["todo"] = todo.DeepClone(),
        }
    );
}

// In cores, as the kernel holds it to: cpu.max of control groups version 2, or the quota of version 1; null: to none
static double? Share()
{
    var groups = File.ReadLines("/proc/self/cgroup").Select(l => l.Split(':', 3)).ToDictionary(g => g[1], g => g[2]);
    if (File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        return File.ReadAllText($"/sys/fs/cgroup{groups[""]}/cpu.max").Split(' ') is [var most, var each] && most != "max"
            ? Number(most) / Number(each)
            : null;
    var folder = $"/sys/fs/cgroup/cpu{groups.First(g => g.Key.Split(',').Contains("cpu")).Value}";
    return Number(File.ReadAllText($"{folder}/cpu.cfs_quota_us")) is > 0 and var quota
        ? quota / Number(File.ReadAllText($"{folder}/cpu.cfs_period_us"))
        : null;

    static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
