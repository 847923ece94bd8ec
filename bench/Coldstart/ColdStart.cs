using System.Diagnostics;
using System.Globalization;
using Lambda.Tests.Infrastructure;

namespace Serverless.Bench.Coldstart;

/// <summary>One start of a package behind a runtime API: started as Lambda does it, and events of an HTTP API.</summary>
/// <param name="Init">From the start of the process to its first Next.</param>
/// <param name="First">Of the first request, /alive.</param>
/// <param name="Second">Of the first request that reads, checks and refuses a body.</param>
/// <param name="Warm">Of /alive after that; the median of 20.</param>
/// <param name="Megabytes">Resident at its peak.</param>
internal sealed record ColdStart(TimeSpan Init, TimeSpan First, TimeSpan Second, TimeSpan Warm, double Megabytes)
{
    private const int WarmRequests = 20;

    public static async Task<ColdStart> MeasureAsync(Package package, CancellationToken cancellation)
    {
        await using var api = await RuntimeApiServer.StartAsync();
        var (program, arguments) = package.Start;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = package.Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_LAMBDA_FUNCTION_NAME"] = package.Function,
                ["LAMBDA_TASK_ROOT"] = package.Directory,

                // Nobody connects: the requests are refused before.
                ["ConnectionStrings__serverless"] = "Host=127.0.0.1;Username=nobody;Database=serverless",
            },
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync(cancellation);
            _ = process.StandardError.ReadToEndAsync(cancellation);
            await api.FrozenAsync();
            var init = Stopwatch.GetElapsedTime(started);
            var first = await InvokeAsync(api, Event("GET", "/alive", null), 200);
            var second = await InvokeAsync(api, Event("POST", "/api/users", """{"email":"nobody","name":"Ada"}"""), 400);
            var warm = new List<TimeSpan>();
            for (var i = 0; i < WarmRequests; i++)
                warm.Add(await InvokeAsync(api, Event("GET", "/alive", null), 200));
            return new ColdStart(init, first, second, warm.Order().ElementAt(WarmRequests / 2), PeakMegabytes(process));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }
    }

    private static async Task<TimeSpan> InvokeAsync(RuntimeApiServer api, string payload, int expected)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await api.InvokeAsync(payload);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var status = answer.Json.GetProperty("statusCode").GetInt32();
        if (status != expected)
            throw new InvalidOperationException($"{status} instead of {expected}: {answer.Text}");
        await api.FrozenAsync();
        return elapsed;
    }

    private static string Event(string method, string path, string? body) =>
        $$$"""
            {"version":"2.0","routeKey":"$default","rawPath":"{{{path}}}","rawQueryString":"","isBase64Encoded":false,
             "headers":{"content-type":"application/json","host":"api.example.com","x-forwarded-proto":"https"},
             "requestContext":{"stage":"$default","requestId":"id","http":{"method":"{{{method}}}","path":"{{{path}}}","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"}}
             {{{(body is null ? "" : $",\"body\":{System.Text.Json.JsonSerializer.Serialize(body)}")}}}}
            """;

    private static double PeakMegabytes(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
