using System.CommandLine;
using System.Globalization;
using LocalCloud.Aws.CloudFormation.Resources;

namespace Serverless.Cli.Arguments;

/// <summary>
/// Finds options and commands that there are not, before anything is parsed: the parser takes an option that it does not know for an
/// argument, or for another option's value.
/// </summary>
internal static class UnknownArguments
{
    /// <returns>A line that names the first of them, with the nearest that there is; null when all are known.</returns>
    public static string? Find(RootCommand root, string program, IReadOnlyList<string> args)
    {
        var (command, name, before) = ((Command)root, program, "");
        foreach (var arg in args)
        {
            // All that follows are arguments
            if (arg == "--")
                return null;
            if (IsOption(arg))
            {
                var option = arg.Split('=', ':')[0];
                if (!IsKnown(command, option))
                    return Unknown(command, name, option, arg, before);
            }
            // Directives of System.CommandLine, as [suggest]
            else if (command.Subcommands.Count > 0 && !arg.StartsWith('['))
            {
                if (command.Subcommands.FirstOrDefault(c => c.Name == arg || c.Aliases.Contains(arg)) is not { } found)
                    return $"'{name}' has no command '{arg}'{Hint(arg, command.Subcommands.Select(c => c.Name), name)}";
                (command, name) = (found, $"{name} {found.Name}");
            }
            before = arg;
        }
        return null;
    }

    private static string Unknown(Command command, string name, string option, string arg, string before)
    {
        var takesValue = IsOption(before) && Options(command).Any(o => Names(o).Contains(before) && o.Arity.MinimumNumberOfValues > 0);
        var known = Options(command).Where(o => !o.Hidden).SelectMany(Names).Where(n => n.StartsWith("--", StringComparison.Ordinal));
        return $"'{name}' has no option '{option}'{Hint(option, known, name)}"
            + (takesValue ? $" If it is the value of {before}, write {before}={arg}." : "");
    }

    private static string Hint(string given, IEnumerable<string> known, string name) =>
        Nearest.Hint(given, known) is { Length: > 0 } hint ? hint : $". '{name} --help' tells what there is.";

    // A hyphen alone is standard input, one with a digit behind it a number
    private static bool IsOption(string arg) =>
        arg.Length > 1
        && arg[0] == '-'
        && (char.IsAsciiLetter(arg[1]) || arg[1] is '-' or '?')
        && !double.TryParse(arg, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsKnown(Command command, string option) =>
        Options(command).Any(o => Names(o).Contains(option))
        // -yp, each letter an option of its own
        || (option.Length > 2 && option[1] != '-' && option[1..].All(letter => Options(command).Any(o => Names(o).Contains($"-{letter}"))));

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(o => o.Recursive));

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);
}
