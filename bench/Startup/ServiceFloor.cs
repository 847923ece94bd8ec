using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Serverless.Bench.Startup;

/// <summary>One more Api beside a system that runs, started by hand on its database, until it answers its first request.</summary>
internal static class ServiceFloor
{
    public static async Task<TimeSpan> MeasureAsync(string data, CancellationToken cancellation)
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [SourceTree.Own.Assembly("Api")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ASPNETCORE_URLS"] = url,
                    ["ConnectionStrings__serverless"] = Database(data),
                    ["AWS_ACCESS_KEY_ID"] = "bench",
                    ["AWS_SECRET_ACCESS_KEY"] = "bench",
                    ["AWS_REGION"] = "us-east-1",
                },
            }
        )!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            while (!await AnswersAsync(http, cancellation))
            {
                if (process.HasExited)
                {
                    var code = process.ExitCode;
                    throw new InvalidOperationException($"The Api ended with exit code {code} before it answered:\n{await errors}");
                }
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            }
            return Stopwatch.GetElapsedTime(started);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }
    }

    private static string Database(string data)
    {
        var server = new Uri((string)Read("run.json")["endpoints"]!["postgres"]!["tcp"]!);
        var password = Read("parameters.json")["postgres-password"];
        return $"Host={server.Host};Port={server.Port};Username=postgres;Password={password};Database=serverless";

        JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(data, file)))!;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/alive", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
