using System.Diagnostics;
using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

public class KillTests
{
    [Fact]
    public async Task A_killed_emulator_leaves_no_function_behind()
    {
        using var gate = new Gate();
        using var emulator = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Options).Assembly.Location, "--port", "0", "--memory"]) { RedirectStandardOutput = true }
        )!;
        try
        {
            var address = (await emulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1];
            _ = emulator.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = new(address) };
            var code = Convert.ToBase64String(
                Package.Of(
                    (
                        "index.js",
                        $$"""
                        const net = require('node:net'), { spawn } = require('node:child_process');
                        exports.handler = event => new Promise(() => {
                          const child = spawn('sleep', ['1000']);
                          net.connect({{gate.Port}}, '127.0.0.1',
                            function () { this.write(JSON.stringify({ pid: process.pid, event: child.pid }) + '\n'); });
                        });
                        """
                    )
                )
            );
            await PostAsync(
                http,
                "/2015-03-31/functions",
                $$$"""
                {"FunctionName":"f","Runtime":"nodejs20.x","Handler":"index.handler",
                 "Role":"arn:aws:iam::123456789012:role/r","Timeout":900,"Code":{"ZipFile":"{{{code}}}"}}
                """
            );
            await PostAsync(http, "/2015-03-31/functions/f/invocations", "{}", ("X-Amz-Invocation-Type", "Event"));
            using var visitor = await gate.NextAsync();

            emulator.Kill();

            await Processes.EndedAsync(visitor.Process);
            await Processes.EndedAsync((int)visitor.Event!);
        }
        finally
        {
            emulator.Kill();
            await emulator.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task PostAsync(HttpClient http, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
