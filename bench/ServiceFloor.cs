using System.Diagnostics;

namespace Serverless.Bench;

/// <summary>One service, started by hand, until it answers its first request.</summary>
static class ServiceFloor
{
    public static async Task<TimeSpan> MeasureAsync(CancellationToken cancellation)
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Assembly("Api")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = url },
        })!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync(cancellation);
            _ = process.StandardError.ReadToEndAsync(cancellation);
            while (!await AnswersAsync(http, cancellation))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The Api ended with exit code {process.ExitCode} before it answered.");
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

    static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
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
