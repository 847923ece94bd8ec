using LocalCloud.Deploy;

namespace Cli.Tests.Deploy;

public sealed class InterruptedTests : DeployTest
{
    // It holds the stack until the test signals its handle
    private const string Waiting = """
        Resources:
          Handle: { Type: AWS::CloudFormation::WaitConditionHandle }
          Ready: { Type: AWS::CloudFormation::WaitCondition, DependsOn: Handle, Properties: { Handle: !Ref Handle, Timeout: 600 } }
        Outputs:
          Handle: { Value: !Ref Handle }
        """;

    [Fact]
    public async Task A_deployment_that_was_killed_is_followed_by_the_next()
    {
        Write(Waiting);
        using (var process = Serverless.Start("deploy", Folder, "--stack", "shop", "--endpoint-url", Endpoint.AbsoluteUri))
        {
            await ReadUntilReadyAsync(process.StandardOutput);
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        var handle = "";
        var second = await RunAsync(
            new()
            {
                OnEvent = e =>
                {
                    if (e is { LogicalId: "Handle", PhysicalId: { Length: > 0 } url })
                        handle = url;
                    if (e is { LogicalId: "Ready", Status: "CREATE_IN_PROGRESS" })
                        Signal(handle);
                },
            },
            Request()
        );
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("The same deployment is under way already: following it.", second.Lines);
        Assert.Equal("CREATE_COMPLETE", second.Events[^1].Status);
        Assert.Equal(handle, second.Result["Handle"]);
    }

    [Fact]
    public async Task Ctrl_C_says_that_CloudFormation_goes_on()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no SIGINT to send to another process.");
        Write(Waiting);
        using var process = Serverless.Start("deploy", Folder, "--stack", "shop", "--endpoint-url", Endpoint.AbsoluteUri);
        await ReadUntilReadyAsync(process.StandardOutput);
        using (var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
            await interrupt.WaitForExitAsync(Cancellation);

        Assert.Contains(
            "CloudFormation goes on with shop by itself",
            await process.StandardError.ReadToEndAsync(Cancellation),
            StringComparison.Ordinal
        );
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(ExitCodes.Interrupted, process.ExitCode);
    }

    [Fact]
    public async Task Another_deployment_at_the_same_time_is_refused()
    {
        Write(Waiting);
        var tried = new TaskCompletionSource<Recorder>();
        var handle = "";
        var first = RunAsync(
            new()
            {
                OnEvent = e =>
                {
                    if (e is { LogicalId: "Handle", PhysicalId: { Length: > 0 } url })
                        handle = url;
                    if (e is not { LogicalId: "Ready", Status: "CREATE_IN_PROGRESS" } || tried.Task.IsCompleted)
                        return;
                    Write($"{Waiting}\n  Another: {{ Value: output }}");
                    tried.SetResult(RunAsync(new(), Request()).GetAwaiter().GetResult());
                    Signal(handle);
                },
            },
            Request()
        );

        var second = await tried.Task;
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("another deployment with other content is at work", Assert.Single(second.Errors), StringComparison.Ordinal);
        Assert.Equal(0, (await first).ExitCode);
    }

    private static async Task ReadUntilReadyAsync(StreamReader output)
    {
        while (
            await output.ReadLineAsync(Cancellation) is { } line
            && !(line.Contains("CREATE_IN_PROGRESS", StringComparison.Ordinal) && line.Contains("Ready ", StringComparison.Ordinal))
        ) { }
    }

    private static void Signal(string handle)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, handle)
        {
            Content = new StringContent("""{"Status":"SUCCESS","UniqueId":"one","Data":"","Reason":"ready"}"""),
        };
        http.Send(request, Cancellation).EnsureSuccessStatusCode();
    }
}
