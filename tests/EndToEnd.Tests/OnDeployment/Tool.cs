using System.Diagnostics;

namespace EndToEnd.Tests.OnDeployment;

/// <summary>A command as its user gives it.</summary>
internal static class Tool
{
    public static Task<string> ServerlessAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "serverless.dll"), .. arguments]);

    /// <summary>Fails the test with all that it has said, unless it ends well.</summary>
    public static async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var (code, output, errors) = await EndAsync(program, arguments, environment);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {code}\n{output}\n{errors}");
        return output;
    }

    public static async Task<(int Code, string Output, string Errors)> EndAsync(
        string program,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
