using System.Diagnostics;
using Cli.Tests.Deploy;

namespace Cli.Tests.Functions;

/// <summary>A stack with a function, in a local cloud of the test's own.</summary>
public abstract class FunctionTest : DeployTest
{
    private const string Template = """
        Resources:
          WebhooksFunction:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub ${AWS::StackName}-webhooks
              Runtime: nodejs20.x
              Handler: index.handler
              Role: arn:aws:iam::000000000000:role/any
              Code:
                ZipFile: |
                  exports.handler = async event => {
                    if (event.fail) throw new TypeError('told to');
                    console.log('got ' + event.n);
                    return { n: event.n, ...(event.pid && { pid: process.pid }) };
                  };
          Mails:
            Type: AWS::Lambda::Function
            Properties: { Runtime: nodejs20.x, Handler: index.handler, Role: arn:aws:iam::000000000000:role/any,
              Code: { ZipFile: "exports.handler = async () => 1;" } }
        """;

    protected async Task DeployShopAsync()
    {
        Write(Template);
        var deployed = await DeployAsync();
        Assert.True(deployed.ExitCode == 0, string.Join('\n', deployed.Errors));
    }

    /// <summary>The command with the address of this cloud.</summary>
    internal Task<Result> CommandAsync(params string[] arguments) =>
        Serverless.RunAsync([.. arguments, "--endpoint-url", Endpoint.AbsoluteUri]);

    protected async Task<string> EventAsync(string json)
    {
        var file = Path.Combine(Folder, "event.json");
        await File.WriteAllTextAsync(file, json, Cancellation);
        return file;
    }

    /// <summary>The lines of a command that goes on, until one has a text.</summary>
    internal static async Task<string> UntilAsync(StreamReader lines, string text)
    {
        var seen = new List<string>();
        while (await lines.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
            seen.Add(line);
        }
        throw new InvalidOperationException($"It has ended without '{text}':\n{string.Join('\n', seen)}");
    }

    internal static async Task InterruptAsync(Process process)
    {
        using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await interrupt.WaitForExitAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
    }
}
