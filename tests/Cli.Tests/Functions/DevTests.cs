namespace Cli.Tests.Functions;

/// <summary>The loop on functions with a real project: published, deployed, edited.</summary>
public sealed class DevTests : FunctionTest
{
    [Fact]
    public async Task An_edit_is_in_the_function_a_fault_is_not_and_the_end_puts_the_deployed_code_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "functions of LocalCloud run on Linux and macOS");
        var dist = Path.Combine(Folder, "dist");
        await WriteProjectAsync();
        await AnswerAsync("one");
        var published = await Serverless.RunAsync(
            "publish",
            Path.Combine(Folder, "manifest.json"),
            "--output",
            dist,
            "--name",
            "shop",
            "--no-build"
        );
        Assert.True(published.ExitCode == 0, published.Errors);

        using var process = Serverless.Start(
            "dev",
            dist,
            "--manifest",
            Path.Combine(Folder, "manifest.json"),
            "--endpoint-url",
            Endpoint.AbsoluteUri
        );
        await UntilAsync(process.StandardOutput, "A full publish and deploy took");
        await UntilAsync(process.StandardOutput, "Watching Tick");
        Assert.Equal("\"one\"", await InvokeAsync());

        await AnswerAsync("two");
        Assert.Matches(
            @"shop-tick updated after [0-9.]+ s \(build .*\): [0-9.]+ of the full publish and deploy",
            await UntilAsync(process.StandardOutput, "updated after")
        );
        Assert.Equal(("\"two\"", "\"two\""), (await InvokeAsync(), await InvokeAsync("--qualifier", "live")));

        await File.WriteAllTextAsync(
            Path.Combine(Folder, "Tick", "Answer.cs"),
            "static class Answer { public const string Text = ; }",
            Cancellation
        );
        Assert.Contains("Answer.cs(1,", await UntilAsync(process.StandardError, "error CS"), StringComparison.Ordinal);
        await UntilAsync(process.StandardError, "Not built, the code of before goes on: shop-tick.");
        Assert.Equal("\"two\"", await InvokeAsync());

        await InterruptAsync(process);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(("\"one\"", "\"one\""), (await InvokeAsync(), await InvokeAsync("--qualifier", "live")));
    }

    [Fact]
    public async Task What_it_was_published_from_has_to_be_known()
    {
        Write(Queue);
        var result = await CommandAsync("dev", Folder);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("aspire-manifest.json, from which", result.Errors, StringComparison.Ordinal);
    }

    private async Task<string> InvokeAsync(params string[] more)
    {
        var result = await CommandAsync(["invoke", "shop-tick", .. more]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output.Trim();
    }

    private Task AnswerAsync(string text) =>
        File.WriteAllTextAsync(
            Path.Combine(Folder, "Tick", "Answer.cs"),
            $$"""static class Answer { public const string Text = "\"{{text}}\""; }""",
            Cancellation
        );

    private async Task WriteProjectAsync()
    {
        var project = Directory.CreateDirectory(Path.Combine(Folder, "Tick")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "manifest.json"),
            """{"resources":{"tick":{"type":"project.v0","path":"Tick/Tick.csproj"}}}""",
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(project, "Tick.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" Memory="256" /></ItemGroup>
            </Project>
            """,
            Cancellation
        );
        // The runtime API by hand
        await File.WriteAllTextAsync(
            Path.Combine(project, "Tick.cs"),
            """
            var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation";
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            while (true)
            {
                using var next = await http.GetAsync($"{api}/next");
                var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
                await http.PostAsync($"{api}/{id}/response", new StringContent(Answer.Text));
            }
            """,
            Cancellation
        );
    }
}
