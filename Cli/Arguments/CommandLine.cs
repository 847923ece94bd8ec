using System.CommandLine;
using System.CommandLine.Invocation;

namespace Serverless.Cli.Arguments;

/// <summary>
/// Runs a command line. What is wrong with it is told in a line for each fault; the help comes only to those who ask for it.
/// </summary>
internal static class CommandLine
{
    public const int BadInput = 2;

    public static async Task<int> RunAsync(RootCommand root, string program, string[] args, InvocationConfiguration configuration)
    {
        if (UnknownArguments.Find(root, program, args) is { } unknown)
        {
            await Console.Error.WriteLineAsync(unknown);
            return BadInput;
        }
        var parsed = root.Parse(args);
        if (parsed.Action is not ParseErrorAction)
            return await parsed.InvokeAsync(configuration);
        // A command that is none by itself has nothing to say but what there is
        if (parsed.CommandResult.Command.Subcommands.Count > 0)
        {
            await parsed.InvokeAsync(configuration);
            return BadInput;
        }
        foreach (var error in parsed.Errors.Select(error => Line(error.Message)).Distinct())
            await Console.Error.WriteLineAsync(error);
        return BadInput;
    }

    // Lists of what an option takes come as lines of their own
    private static string Line(string message) =>
        string.Join(' ', message.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
