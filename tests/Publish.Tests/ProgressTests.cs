using LocalCloud.Publish.Report;
using Spectre.Console;

namespace Publish.Tests;

public sealed class ProgressTests
{
    [Fact]
    public async Task Into_a_pipe_a_step_says_when_it_begins_and_how_long_it_took()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(output),
                Interactive = InteractionSupport.No,
                Ansi = AnsiSupport.No,
            }
        );
        var before = "";
        await new ConsoleProgress(console).StepAsync($"Building {new string('x', 200)}", _ => Task.FromResult(before = output.ToString()));
        Assert.Equal($"Building {new string('x', 200)} ...", before.TrimEnd());
        Assert.Matches(@"^Building x{200} \.\.\.\r?\nBuilding x{200}  [0-9.]+ s\r?\n$", output.ToString());
    }
}
